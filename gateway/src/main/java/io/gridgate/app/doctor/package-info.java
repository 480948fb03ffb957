/**
 * Owns the comparison of a settings file with the world: names, addresses, certificates, tokens,
 * permissions, subscriptions, webhooks.
 *
 * <p>Must not change anything out there: it publishes no event, and what it receives it gives back.
 */
@NullMarked
package io.gridgate.app.doctor;

import org.jspecify.annotations.NullMarked;
