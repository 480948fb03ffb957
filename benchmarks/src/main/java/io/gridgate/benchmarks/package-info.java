/**
 * Owns how speed is measured: loads against real processes, always beside a bare handler in the
 * same run. Must not be needed by the service.
 */
@NullMarked
package io.gridgate.benchmarks;

import org.jspecify.annotations.NullMarked;
