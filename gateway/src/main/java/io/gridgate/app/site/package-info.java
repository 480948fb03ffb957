/**
 * Owns the ready-made site: all three roles in one process, wired to each other.
 *
 * <p>Must not do what a role by itself could not.
 */
@NullMarked
package io.gridgate.app.site;

import org.jspecify.annotations.NullMarked;
