/**
 * Owns what every role needs of its process: an orderly end, listeners' names and certificates,
 * clients of a namespace.
 *
 * <p>Must not know a role.
 */
@NullMarked
package io.gridgate.app.process;

import org.jspecify.annotations.NullMarked;
