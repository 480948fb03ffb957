package io.gridgate.accept.mapping;

import java.util.Set;
import java.util.TreeSet;

/**
 * Which value becomes which attribute.
 *
 * @param id {@code id}; must have a value
 * @param source {@code source}; must have a value, a URI reference
 * @param type {@code type}; must have a value
 * @param subject {@code subject}; the event has none where this has no value
 * @param time {@code time}; the time of acceptance where this has no value, or one that is no time
 * @param data JSON Pointer of {@code data}; the empty one means the payload byte for byte
 */
public record Mapping(
        Expression id,
        Expression source,
        Expression type,
        Expression subject,
        Expression time,
        String data) {

    /** Checks the pointer. */
    public Mapping {
        if (!Template.isPointer(data)) {
            throw new IllegalArgumentException("data must be a JSON Pointer, not " + data);
        }
    }

    /** {@return the JSON Pointers that it reads} */
    public Set<String> pointers() {
        Set<String> pointers = new TreeSet<>();
        for (Expression each : new Expression[] {id, source, type, subject, time}) {
            pointers.addAll(each.pointers());
        }
        if (!data.isEmpty()) {
            pointers.add(data);
        }
        return pointers;
    }
}
