/**
 * Owns the composition and life of the namespace role: a log, its data plane, a server.
 *
 * <p>Must not know the command line or another role.
 */
@NullMarked
package io.gridgate.app.namespace;

import org.jspecify.annotations.NullMarked;
