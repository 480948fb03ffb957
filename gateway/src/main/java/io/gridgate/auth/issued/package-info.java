/**
 * Owns the keys that operators make for partners: how they look, the book that they stand in as
 * digests, and its file. Must not know who presents a key, nor which sources there are.
 */
@NullMarked
package io.gridgate.auth.issued;

import org.jspecify.annotations.NullMarked;
