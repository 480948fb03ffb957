/**
 * Owns how each kind of webhook sender signs: one small class for each way. Must not know how a
 * signature is checked, or what the body means.
 */
@NullMarked
package io.gridgate.auth.webhook;

import org.jspecify.annotations.NullMarked;
