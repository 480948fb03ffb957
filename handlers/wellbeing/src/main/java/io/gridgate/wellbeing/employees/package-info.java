/** Owns ratings: one for each employee and day. Must not know what follows from them. */
@NullMarked
package io.gridgate.wellbeing.employees;

import org.jspecify.annotations.NullMarked;
