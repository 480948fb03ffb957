/**
 * Owns the file into which a log is exported: lines of JSON that carry all its pieces, and the
 * checks by which a damaged or shortened file is noticed. Must not know how a store keeps them.
 */
@NullMarked
package io.gridgate.archive;

import org.jspecify.annotations.NullMarked;
