/**
 * Owns the security log: one line of JSON for each decision about who may do what, in files that
 * take turns or on standard output. Must not know who decides, nor hold up who does.
 */
@NullMarked
package io.gridgate.securitylog;

import org.jspecify.annotations.NullMarked;
