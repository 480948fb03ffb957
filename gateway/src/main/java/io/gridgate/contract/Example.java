package io.gridgate.contract;

import tools.jackson.databind.JsonNode;

/**
 * An example of a contract's data.
 *
 * @param name its own name
 * @param text how it is written
 * @param json what it says
 */
public record Example(String name, String text, JsonNode json) {}
