/**
 * Owns the entry point and the form of the process's own log. Below it: {@code command} reads the
 * command line; {@code site}, {@code namespace}, {@code gateway} and {@code worker} put the roles
 * together; {@code output} tells what became of them; {@code store} and {@code process} hold what
 * they share; {@code settings} is the file.
 *
 * <p>Must not hold behaviour that another package could own.
 */
@NullMarked
package io.gridgate.app;

import org.jspecify.annotations.NullMarked;
