/**
 * Owns what is measured: each scenario starts its servers, loads bare handler and product in turn,
 * and gives figures. Must not know how figures are shown.
 */
@NullMarked
package io.gridgate.benchmarks.scenario;

import org.jspecify.annotations.NullMarked;
