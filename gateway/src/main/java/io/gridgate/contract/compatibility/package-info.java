/**
 * Owns the question whether all data that keeps one schema keeps another, and what it means for
 * those who send and read. Must not know events, nor who asks.
 */
@NullMarked
package io.gridgate.contract.compatibility;

import org.jspecify.annotations.NullMarked;
