/**
 * Owns how system tests start the program, talk to it and wait for it. Must not assert what the
 * program should do.
 */
@NullMarked
package io.gridgate.system.harness;

import org.jspecify.annotations.NullMarked;
