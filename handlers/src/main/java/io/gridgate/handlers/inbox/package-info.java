/**
 * Owns effects that happen once although events come more than once: the note of an event commits
 * in the handler's own database transaction. Must not know which database it is.
 */
@NullMarked
package io.gridgate.handlers.inbox;

import org.jspecify.annotations.NullMarked;
