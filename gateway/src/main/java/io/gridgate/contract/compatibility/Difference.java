package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;

/**
 * A rule of one schema that data of another may not keep.
 *
 * @param rule the schema that has the rule
 * @param keyword the rule's keyword
 * @param data JSON Pointer into the data, with {@code *} for any item or any other name
 * @param given what the other schema says of such data
 * @param asked what the rule asks
 * @param certain whether some data that keeps the other schema breaks the rule, as far as rules are
 *     compared one by one; else it cannot be told
 */
record Difference(
        SchemaPlace rule,
        String keyword,
        String data,
        String given,
        String asked,
        boolean certain) {}
