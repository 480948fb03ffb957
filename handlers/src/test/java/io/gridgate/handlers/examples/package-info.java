/**
 * Owns the programs that the documentation shows, so that they compile. Must not hold anything that
 * is not shown.
 */
@NullMarked
package io.gridgate.handlers.examples;

import org.jspecify.annotations.NullMarked;
