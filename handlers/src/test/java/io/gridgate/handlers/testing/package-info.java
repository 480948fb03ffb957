/** Owns what tests share: a scripted HTTP server and hand-turned time. Must not hold tests. */
@NullMarked
package io.gridgate.handlers.testing;

import org.jspecify.annotations.NullMarked;
