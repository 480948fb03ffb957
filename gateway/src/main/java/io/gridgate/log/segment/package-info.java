/**
 * Owns the segments on disk: files to which rounds of records are appended, the index over them,
 * how they are opened after a crash, and how space comes back. Must not know what the records mean,
 * who waits for them, or the time.
 */
@NullMarked
package io.gridgate.log.segment;

import org.jspecify.annotations.NullMarked;
