/**
 * Owns the question whether an event subscription wants an event. Must not know anything else: it
 * sees an event only as a function from attribute name to value.
 */
@NullMarked
package io.gridgate.filter;

import org.jspecify.annotations.NullMarked;
