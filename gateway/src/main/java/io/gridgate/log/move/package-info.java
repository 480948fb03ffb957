/**
 * Owns what a log holds piece by piece, in the same words for every store, so that it can be moved
 * from one to another. Must not know how a store keeps it, or how a file does.
 */
@NullMarked
package io.gridgate.log.move;

import org.jspecify.annotations.NullMarked;
