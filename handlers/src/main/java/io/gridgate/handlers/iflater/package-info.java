/**
 * Owns the rule that of the versions of an entity only a later one has an effect. Must not know
 * which database it is.
 */
@NullMarked
package io.gridgate.handlers.iflater;

import org.jspecify.annotations.NullMarked;
