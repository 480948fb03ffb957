/**
 * Owns the command line, the settings and the composition of the roles in one process.
 *
 * <p>Must not hold behaviour that another package could own.
 */
@NullMarked
package io.gridgate.app;

import org.jspecify.annotations.NullMarked;
