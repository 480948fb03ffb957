/**
 * Owns how events are handled: the worker that pulls, renews and settles, what a handler is and may
 * answer, and handlers that are ready to use. Must not know HTTP nor how a namespace is reached.
 */
@NullMarked
package io.gridgate.handlers;

import org.jspecify.annotations.NullMarked;
