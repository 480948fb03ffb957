/**
 * Owns the JMH benchmarks of single parts that are claimed to be fast. Must not start processes.
 */
@NullMarked
package io.gridgate.benchmarks.parts;

import org.jspecify.annotations.NullMarked;
