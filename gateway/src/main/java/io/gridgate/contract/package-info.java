/**
 * Owns event contracts: the JSON Schemas of a folder, which of them an event has to keep, and in
 * what it does not. Must not know an HTTP server, a store, or what becomes of an event that
 * violates its contract.
 */
@NullMarked
package io.gridgate.contract;

import org.jspecify.annotations.NullMarked;
