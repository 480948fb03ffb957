/**
 * Owns the processes under test: how the bare handler and the product are started, stopped and
 * looked at from outside. Must not know what load they get.
 */
@NullMarked
package io.gridgate.benchmarks.server;

import org.jspecify.annotations.NullMarked;
