package io.gridgate.accept.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.Set;

final class JsonFieldsTest {

    private static final String JSON =
            """
            { "a" : {"b/c~d":"x","n":1.10,"e":"","z":null,"t":true},
              "list":[ 7 , {"k":"v\\u00e9\\n"} ,[]], "s": "é\\/" ,"last":1,"last": 2 }\
            """;

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "/a/b~1c~0d, x", "/a/n, 1.10", "/a/t, true", "/a/e, -", "/a/z, -", "/a, -",
                "/list/0, 7", "/list/3, -", "/s, é/", "/last, 2", "/none, -", "/a/n/x, -"
            })
    void findsScalars(String pointer, String text) throws IOException {
        assertThat(read(JSON, pointer).text(pointer)).isEqualTo(Optional.ofNullable(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/a/n | 1.10",
                "/s | \"é\\/\"",
                "/list/1 | {\"k\":\"v\\u00e9\\n\"}",
                "/list/2 | []",
                "/a/z | null",
                "/last | 2"
            })
    void keepsTheBytesOfAValue(String pointer, String bytes) throws IOException {
        assertThat(new String(read(JSON, pointer).bytes(pointer).orElseThrow(), UTF_8))
                .isEqualTo(bytes);
    }

    @Test
    void readsTheWholeTextAtTheEmptyPointer() throws IOException {
        assertThat(read("  7 ", "").text("")).contains("7");
    }

    @Test
    void takesAnArrayApart() throws IOException {
        List<byte[]> elements =
                JsonFields.elements("[ 1.50 ,{\"a\":[2]}, \"x\"]".getBytes(UTF_8), 10)
                        .orElseThrow();

        assertThat(elements.stream().map(each -> new String(each, UTF_8)))
                .containsExactly("1.50", "{\"a\":[2]}", "\"x\"");
        assertThat(JsonFields.elements("{}".getBytes(UTF_8), 10)).isEmpty();
        assertThat(JsonFields.elements("[1,2,3,4]".getBytes(UTF_8), 2).orElseThrow()).hasSize(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "{", "{\"a\":}", "{} {}", "{}x", "\uFEFF{}", "nul", "01"})
    void refusesWhatIsNotJson(String json) {
        assertThatThrownBy(() -> read(json, "/a")).isInstanceOf(IOException.class);
    }

    @Test
    void refusesOtherEncodingsAndNestingWithoutEnd() {
        assertThatThrownBy(() ->
                        JsonFields.read(
                                "{\"a\":1}".getBytes(UTF_16BE), PointerTree.of(Set.of("/a"))))
                .isInstanceOf(IOException.class);
        assertThatThrownBy(() -> read("[".repeat(5_000) + "]".repeat(5_000), "/0/0"))
                .isInstanceOf(IOException.class);
    }

    @Test
    void leavesOutTextsThatAreTooLong() throws IOException {
        String text = "x".repeat(JsonFields.TEXT_CHARS_MAX + 1);

        assertThat(read("{\"a\":\"" + text + "\"}", "/a").text("/a")).isEmpty();
    }

    /** Whatever the JSON, a value's bytes are the value that a tree would have at its pointer. */
    @Property(tries = 300)
    void agreesWithATree(@ForAll("json") String json) throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        JsonNode tree = mapper.readTree(json);
        Set<String> pointers = Set.of("/a", "/b", "/a/a", "/a/1", "/b/a/0", "/1", "/0/a");
        JsonFields fields = JsonFields.read(json.getBytes(UTF_8), PointerTree.of(pointers));

        for (String pointer : pointers) {
            JsonNode expected = tree.at(pointer);
            Optional<byte[]> bytes = fields.bytes(pointer);
            assertThat(bytes.isPresent()).isEqualTo(!expected.isMissingNode());
            if (bytes.isPresent()) {
                assertThat(mapper.readTree(bytes.get())).isEqualTo(expected);
            }
        }
    }

    @Provide
    Arbitrary<String> json() {
        Arbitrary<String> scalar =
                Arbitraries.of(
                        "1", "-0.50", "1e5", "true", "null", "\"\"", "\"é\\u0041\\n\"", "\"€😀\"");
        return Arbitraries.recursive(
                () -> scalar,
                inner ->
                        Arbitraries.oneOf(
                                inner.list().ofMaxSize(3).map(it -> "[ " + join(it) + "]"),
                                inner.list()
                                        .ofMaxSize(3)
                                        .map(values -> "{" + members(values) + " }")),
                0,
                4);
    }

    private static String join(List<String> values) {
        return String.join(" , ", values);
    }

    private static String members(List<String> values) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            text.append(i == 0 ? "" : ",")
                    .append('"')
                    .append((char) ('a' + i))
                    .append("\" : ")
                    .append(values.get(i));
        }
        return text.toString();
    }

    private static JsonFields read(String json, String pointer) throws IOException {
        return JsonFields.read(json.getBytes(UTF_8), PointerTree.of(Set.of(pointer)));
    }
}
