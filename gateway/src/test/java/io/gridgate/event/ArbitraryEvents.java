package io.gridgate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.arbitraries.StringArbitrary;

import java.util.Set;

/** Arbitrary valid events for property tests, as the JSON that a sender would write. */
final class ArbitraryEvents {

    private static final Set<String> TAKEN =
            Set.of(
                    "id",
                    "source",
                    "type",
                    "specversion",
                    "subject",
                    "time",
                    "dataschema",
                    "datacontenttype",
                    "data");

    private ArbitraryEvents() {}

    static Arbitrary<String> json() {
        return Combinators.combine(
                        text().ofMinLength(1),
                        Arbitraries.of("/s", "urn:x:1", "https://example.com/größe?a=b#c"),
                        extensions(),
                        data(),
                        Arbitraries.of("", " ", "\n\t "),
                        Arbitraries.of(true, false))
                .as((id, source, extensions, data, space, dataFirst) -> {
                    String envelope =
                            "\"id\":"
                                    + quoted(id)
                                    + ",\"source\":\""
                                    + source
                                    + "\","
                                    + "\"type\":\"t\",\"specversion\":\"1.0\""
                                    + extensions;
                    String members = dataFirst ? data + envelope : envelope;
                    String last = dataFirst || data.isEmpty() ? "" : "," + strip(data);
                    return "{" + space + members + last + space + "}";
                });
    }

    /** JSON values as text, with the peculiarities that a re-serialisation would lose. */
    static Arbitrary<String> values() {
        Arbitrary<String> scalar =
                Arbitraries.of(
                        "null",
                        "true",
                        "1.10",
                        "1e400",
                        "-0",
                        "12345678901234567890",
                        "\"\\u0041\"",
                        "\"\\/\\ud800\"",
                        "{}",
                        "[]",
                        " [ 1 , 2 ] ",
                        "{\"b\" :1,\"a\":2}",
                        "\"é😀\"");
        return Arbitraries.recursive(
                () -> scalar,
                inner ->
                        Arbitraries.oneOf(
                                inner.list()
                                        .ofMaxSize(4)
                                        .map(all -> "[" + String.join(",", all) + "]"),
                                Combinators.combine(inner, inner)
                                        .as((x, y) -> "{\"z\":" + x + ",\"a\\n\":" + y + "}")),
                0,
                3);
    }

    private static Arbitrary<String> data() {
        return Arbitraries.oneOf(
                Arbitraries.just(""),
                values().map(value -> "\"data\":" + value + ","),
                Arbitraries.of("", "QQ==", "QUI=", "QUJD", "QUJ\\/").map(ArbitraryEvents::base64),
                text().map(text ->
                        "\"datacontenttype\":\"text/x\",\"data\":" + quoted(text) + ","));
    }

    private static String base64(String text) {
        return "\"data_base64\":\"" + text + "\",";
    }

    private static Arbitrary<String> extensions() {
        Arbitrary<String> name =
                Arbitraries.strings()
                        .withCharRange('a', 'z')
                        .numeric()
                        .ofMinLength(1)
                        .ofMaxLength(20)
                        .filter(each -> !TAKEN.contains(each));
        Arbitrary<String> value =
                Arbitraries.oneOf(
                        text().map(ArbitraryEvents::quoted),
                        Arbitraries.integers().map(String::valueOf),
                        Arbitraries.of("true", "false", "null"));
        return Arbitraries.maps(name, value)
                .ofMaxSize(4)
                .map(map -> {
                    StringBuilder members = new StringBuilder();
                    map.forEach((key, each) -> members.append(",\"" + key + "\":" + each));
                    return members.toString();
                });
    }

    private static StringArbitrary text() {
        return Arbitraries.strings()
                .withChars("aZ9 \"%+\\/é€\u00A0\uFFFD")
                .withCharRange('!', '~')
                .ofMaxLength(12);
    }

    private static String quoted(String text) {
        return new String(new JsonWriter(16).string(text).toBytes(), UTF_8);
    }

    private static String strip(String data) {
        return data.substring(0, data.length() - 1);
    }
}
