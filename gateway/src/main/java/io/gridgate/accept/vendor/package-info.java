/**
 * Owns which value of which vendor's webhook becomes which attribute: one small class for each
 * vendor. Must not know how the webhook was authenticated or where the event goes.
 */
@NullMarked
package io.gridgate.accept.vendor;

import org.jspecify.annotations.NullMarked;
