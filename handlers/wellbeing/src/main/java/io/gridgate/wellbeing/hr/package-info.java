/**
 * Owns what HR is told, and how it is found out when: by choreography, or by a process manager.
 * Must not know how letters are sent.
 */
@NullMarked
package io.gridgate.wellbeing.hr;

import org.jspecify.annotations.NullMarked;
