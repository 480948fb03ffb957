package io.gridgate.contract.documentation;

/**
 * One place in the data that a contract speaks of.
 *
 * @param path names with dots between them, and {@code []} behind a name for its items
 * @param type what may stand there, in words
 * @param required whether it is always there, where what it stands in is
 * @param description what the contract says of it, or empty
 */
record Field(String path, String type, boolean required, String description) {}
