/** Owns letters to employees. Must not know who wants them, nor why. */
@NullMarked
package io.gridgate.wellbeing.correspondence;

import org.jspecify.annotations.NullMarked;
