/**
 * Owns requests that wait for a reply: events of their own, brought together by correlation. Must
 * not know how events are received.
 */
@NullMarked
package io.gridgate.handlers.requestreply;

import org.jspecify.annotations.NullMarked;
