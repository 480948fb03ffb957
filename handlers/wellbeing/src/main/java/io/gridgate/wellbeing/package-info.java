/** Owns how the parts of the story are put together and started. Must not know what they decide. */
@NullMarked
package io.gridgate.wellbeing;

import org.jspecify.annotations.NullMarked;
