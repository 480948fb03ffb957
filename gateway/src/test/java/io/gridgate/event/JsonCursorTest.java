package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.junit.jupiter.api.Test;

import java.io.IOException;

/** Holds the reader to the verdict of Jackson's. */
class JsonCursorTest {

    private static final JsonFactory JACKSON =
            JsonFactory.builder()
                    .streamReadConstraints(
                            StreamReadConstraints.builder()
                                    .maxNestingDepth(JsonCursor.NESTING_MAX)
                                    .build())
                    .build();
    private static final ObjectMapper MAPPER = JsonMapper.builder(JACKSON).build();

    @Property(tries = 5_000)
    void takesExactlyWhatJacksonTakes(@ForAll("almostJson") String text) {
        byte[] json = text.getBytes(UTF_8);

        assertThat(isTakenHere(json)).as(text).isEqualTo(isTakenByJackson(json));
    }

    @Property
    void readsStringsAsJacksonDoes(@ForAll String text) throws IOException, Refused {
        byte[] json = MAPPER.writeValueAsBytes(text.replaceAll("[\\ud800-\\udfff]", ""));
        JsonCursor cursor = JsonCursor.ofEvent(json);

        cursor.string();
        cursor.finish();

        assertThat(cursor.text()).isEqualTo(MAPPER.readValue(json, String.class));
    }

    @Property
    void whatTheWriterWritesJacksonReads(@ForAll String text) throws IOException {
        String wellFormed = text.replaceAll("[\\ud800-\\udfff]", "");

        byte[] json = new JsonWriter(1).string(wellFormed).toBytes();

        assertThat(MAPPER.readValue(json, String.class)).isEqualTo(wellFormed);
    }

    @Test
    void keepsLoneSurrogatesInText() throws Refused {
        JsonCursor cursor = JsonCursor.ofEvent("\"a\\uD800\\/\\b\"".getBytes(UTF_8));

        cursor.string();

        assertThat(cursor.text()).isEqualTo("a\uD800/\b");
        assertThat(cursor.textIsEscaped()).isTrue();
    }

    private static boolean isTakenHere(byte[] json) {
        try {
            JsonCursor cursor = JsonCursor.ofEvent(json);
            cursor.skipValue();
            cursor.finish();
            return true;
        } catch (Refused refused) {
            return false;
        }
    }

    private static boolean isTakenByJackson(byte[] json) {
        try (JsonParser parser = JACKSON.createParser(json)) {
            if (parser.nextToken() == null) {
                return false;
            }
            parser.skipChildren();
            parser.finishToken();
            return parser.nextToken() == null;
        } catch (IOException e) {
            return false;
        }
    }

    @Provide
    Arbitrary<String> almostJson() {
        Arbitrary<String> token =
                Arbitraries.of(
                        "{",
                        "}",
                        "[",
                        "]",
                        ",",
                        ":",
                        "\"a\"",
                        "\"a\":",
                        "1",
                        "-",
                        "0",
                        ".5",
                        "e1",
                        "E+",
                        "true",
                        "false",
                        "null",
                        "nul",
                        " ",
                        "\n",
                        "\t",
                        "\"",
                        "\\",
                        "\\n",
                        "\\u00e9",
                        "\\u0",
                        "é",
                        "😀",
                        "\u0001",
                        "\u007f",
                        "12345678",
                        "/",
                        "#",
                        "'");
        Arbitrary<String> nested =
                Arbitraries.lazyOf(
                        () -> token,
                        () -> almostJson().map(inner -> "[" + inner + "]"),
                        () -> almostJson().map(inner -> "{\"k\":" + inner + "}"),
                        () -> almostJson().map(inner -> inner + "," + inner));
        return Arbitraries.oneOf(
                nested, token.list().ofMaxSize(8).map(all -> String.join("", all)));
    }
}
