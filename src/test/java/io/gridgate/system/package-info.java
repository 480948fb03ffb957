/**
 * Owns what holds for the program as people run it: real processes, real clients, real input. Must
 * not reach into the service's classes; only its command line, its ports and its files.
 */
@NullMarked
package io.gridgate.system;

import org.jspecify.annotations.NullMarked;
