/**
 * Owns what a person or a program reads on the terminal: ready lines, greetings, stage lines.
 *
 * <p>Must not start or stop anything.
 */
@NullMarked
package io.gridgate.app.output;

import org.jspecify.annotations.NullMarked;
