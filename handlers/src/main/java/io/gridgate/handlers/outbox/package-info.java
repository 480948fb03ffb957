/**
 * Owns events that an application writes in its own database transaction, and their way to a
 * namespace. Must not know what they are about.
 */
@NullMarked
package io.gridgate.handlers.outbox;

import org.jspecify.annotations.NullMarked;
