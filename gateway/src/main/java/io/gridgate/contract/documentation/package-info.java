/**
 * Owns what is written about contracts for people and tools who have not got the folder: a page,
 * and a document of AsyncAPI. Must not know events, nor where it is kept.
 */
@NullMarked
package io.gridgate.contract.documentation;

import org.jspecify.annotations.NullMarked;
