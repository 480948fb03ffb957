/**
 * Owns the command line: commands, their options and exit codes.
 *
 * <p>Must not know how a role is put together: it names settings, starts a role and prints what
 * became of it.
 */
@NullMarked
package io.gridgate.app.command;

import org.jspecify.annotations.NullMarked;
