/**
 * Owns the admin API: what operators and tools ask a running process. Must not serve anything
 * without an admin key.
 */
@NullMarked
package io.gridgate.http.admin;

import org.jspecify.annotations.NullMarked;
