/**
 * Owns what a worker process tells about itself over HTTP: metrics and lag. Must not know how
 * events are received, nor settings.
 */
@NullMarked
package io.gridgate.http.worker;

import org.jspecify.annotations.NullMarked;
