/**
 * Owns where a role keeps its log, by its settings.
 *
 * <p>Must not know which role it is for beyond its name.
 */
@NullMarked
package io.gridgate.app.store;

import org.jspecify.annotations.NullMarked;
