/**
 * Owns the log in one folder of one process: its files, its one writer and its recovery. Must not
 * know who calls the log, and keeps the store engine to itself.
 */
@NullMarked
package io.gridgate.log.embedded;

import org.jspecify.annotations.NullMarked;
