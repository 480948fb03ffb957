/**
 * Owns an index of 128-bit keys in one memory-mapped file, which whoever uses it can build again
 * from what the keys stand for. Must not know what that is, nor any store, thread or clock.
 */
@NullMarked
package io.gridgate.log.index;

import org.jspecify.annotations.NullMarked;
