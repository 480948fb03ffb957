/** Owns what the parts of the story have in common: its events. Must not know who handles them. */
@NullMarked
package io.gridgate.wellbeing.story;

import org.jspecify.annotations.NullMarked;
