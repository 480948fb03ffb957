/**
 * Owns the load client: connections, requests made beforehand, answers read with the least work,
 * latencies. Must not know what is measured or why.
 */
@NullMarked
package io.gridgate.benchmarks.load;

import org.jspecify.annotations.NullMarked;
