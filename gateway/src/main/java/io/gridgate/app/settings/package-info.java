/**
 * Owns the settings file: its keys with unit, default and bounds, and the records it becomes. Must
 * not start anything, and must not show a secret.
 */
@NullMarked
package io.gridgate.app.settings;

import org.jspecify.annotations.NullMarked;
