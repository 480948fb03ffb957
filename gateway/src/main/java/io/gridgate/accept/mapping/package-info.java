/**
 * Owns how JSON and forms become CloudEvents: which value of a delivery becomes which attribute.
 * Must not know how the delivery was authenticated or where the event goes.
 */
@NullMarked
package io.gridgate.accept.mapping;

import org.jspecify.annotations.NullMarked;
