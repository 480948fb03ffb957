/**
 * Owns processes that span several events: what is known of each instance, what it waits for, and
 * how it goes on. Must not know how state is written as text, nor what the events are about.
 */
@NullMarked
package io.gridgate.handlers.process;

import org.jspecify.annotations.NullMarked;
