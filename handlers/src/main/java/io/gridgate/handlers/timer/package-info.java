/**
 * Owns timers that outlive the process: set and cancelled in the application's database
 * transaction, fired by whoever runs. Must not know what they are for.
 */
@NullMarked
package io.gridgate.handlers.timer;

import org.jspecify.annotations.NullMarked;
