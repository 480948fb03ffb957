/**
 * Owns the composition and life of the worker role: handlers, targets, what it tells of itself.
 *
 * <p>Must not know the command line or another role.
 */
@NullMarked
package io.gridgate.app.worker;

import org.jspecify.annotations.NullMarked;
