package io.gridgate.app.settings;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;

/**
 * A kind of value: how it is read, what is allowed, and how it is shown.
 *
 * @param allowed what is allowed, with the unit, as it stands in error texts and in the reference
 * @param parser reads a value; throws {@link IllegalArgumentException} with the reason
 * @param within tells whether a value is within the bounds
 * @param show writes a value as it would stand in the file
 * @param secret whether values must not be shown
 * @param <T> the type of the values
 */
record Kind<T>(
        String allowed,
        BiFunction<JsonNode, References, T> parser,
        Predicate<T> within,
        Function<T, String> show,
        boolean secret) {

    /** Reads a value and checks its bounds. */
    T parse(JsonNode node, References references) {
        return check(parser.apply(node, references));
    }

    T check(T value) {
        if (!within.test(value)) {
            throw new IllegalArgumentException("out of bounds");
        }
        return value;
    }
}
