/**
 * Owns how GitHub webhooks become CloudEvents, by the CloudEvents adapter document for GitHub. Must
 * not know how the webhook was authenticated or where the event goes.
 */
@NullMarked
package io.gridgate.accept.github;

import org.jspecify.annotations.NullMarked;
