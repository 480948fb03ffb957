/**
 * Owns the mail service of the story, which is slow and fails, and the client that lives with it.
 * Must not know events.
 */
@NullMarked
package io.gridgate.wellbeing.mail;

import org.jspecify.annotations.NullMarked;
