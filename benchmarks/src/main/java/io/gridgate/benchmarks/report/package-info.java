/**
 * Owns figures and how they are shown: table, JSON, plot. Must not know how a figure was measured.
 */
@NullMarked
package io.gridgate.benchmarks.report;

import org.jspecify.annotations.NullMarked;
