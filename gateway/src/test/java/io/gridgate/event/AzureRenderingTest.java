package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.stream.Collectors;
import java.util.stream.IntStream;

class AzureRenderingTest {

    @Test
    void rendersWhatWasRecorded() {
        assertThat(
                        render(
                                """
                                {"data":{"Name":"Bob","Age":18}, "id":"afd9","source":"http://localHost",
                                 "specversion":"1.0","time":"2018-04-05T10:15:16.6231079-07:00","type":"type"}
                                """))
                .isEqualTo(
                        """
                        {"id":"afd9","source":"http://localHost","specversion":"1.0",\
                        "time":"2018-04-05T17:15:16.6231079Z","type":"type",\
                        "data":{"Age":18,"Name":"Bob"}}\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {"b":{"d":1,"c":[{"z":1,"y":2},3]},"a":0} | {"a":0,"b":{"c":[{"y":2,"z":1},3],"d":1}}
                    {"b" : 1.10 , "a" : [ 1e400 , "\\u0041\\/" ] } | {"a":[1e400,"\\u0041\\/"],"b":1.10}
                    {"a":1,"A":2,"é":3,"z":4,"":5}  | {"":5,"A":2,"a":1,"z":4,"é":3}
                    {"\\u0062":1,"a":2}             | {"a":2,"\\u0062":1}
                    {"b":1,"a":"first","a":"second"} | {"a":"first","a":"second","b":1}
                    {"ab":1,"a":2}                  | {"a":2,"ab":1}
                    {"\uFFFD":1,"\uD83D\uDE00":2}   | {"\uFFFD":1,"\uD83D\uDE00":2}
                    [ ]                             | []
                    null                            | null
                    """)
    void sortsTheKeysOfDataAndNothingElse(String data, String rendered) {
        String event = "{" + Decodes.REQUIRED + ",\"data\":";

        assertThat(render(event + data + "}")).isEqualTo(event + rendered + "}");
    }

    @Test
    void putsDataLastWhereverItCame() {
        assertThat(render("{\"data_base64\":\"QQ==\"," + Decodes.REQUIRED + "}"))
                .isEqualTo("{" + Decodes.REQUIRED + ",\"data_base64\":\"QQ==\"}");
        assertThat(render("{\"id\":\"1\",\"data\":[2,{}],\"ext\":true}"))
                .isEqualTo("{\"id\":\"1\",\"ext\":true,\"data\":[2,{}]}");
    }

    @Test
    void leavesOutWhatIsNullButNotNullData() {
        assertThat(render("{\"subject\":null,\"id\":\"1\",\"time\":null,\"data\":null}"))
                .isEqualTo("{\"id\":\"1\",\"data\":null}");
        assertThat(render("{\"id\":\"1\",\"data_base64\":null}")).isEqualTo("{\"id\":\"1\"}");
        assertThat(render("{\"data\":[2,1],\"data_base64\":null,\"id\":\"1\"}"))
                .isEqualTo("{\"id\":\"1\",\"data\":[2,1]}");
        assertThat(render("{\"id\":null}")).isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"id\":\"1\"}",
                "{\"id\":\"1\",\"time\":\"2026-01-01T00:00:00.12Z\",\"data\":{\"a\":[{}],\"b\":1.10}}"
            })
    void leavesAnEventAsItCameWhereNothingChanges(String json) {
        assertThat(render(json)).isEqualTo(json);
    }

    @Test
    void ordersManyKeysToo() {
        String reversed =
                IntStream.range(0, 100)
                        .mapToObj(i -> "\"%03d\":%d".formatted(999 - i, i))
                        .collect(Collectors.joining(","));
        String inOrder =
                IntStream.range(0, 100)
                        .mapToObj(i -> "\"%03d\":%d".formatted(900 + i, 99 - i))
                        .collect(Collectors.joining(","));

        assertThat(render("{\"id\":\"1\",\"data\":{%s}}".formatted(reversed)))
                .isEqualTo("{\"id\":\"1\",\"data\":{%s}}".formatted(inOrder));
    }

    @Test
    void writesBehindWhatIsThere() {
        JsonWriter answer = new JsonWriter(4).raw("[");

        AzureRendering.render("{\"data\":{\"b\":1,\"a\":2},\"id\":\"1\"}".getBytes(UTF_8), answer);
        answer.raw(",");
        AzureRendering.render("{\"id\":null}".getBytes(UTF_8), answer);

        assertThat(Decodes.text(answer.raw("]").toBytes()))
                .isEqualTo("[{\"id\":\"1\",\"data\":{\"a\":2,\"b\":1}},{}]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"a\"}", "{} x"})
    void refusesWhatIsNoEvent(String json) {
        assertThatThrownBy(() -> render(json)).isInstanceOf(IllegalArgumentException.class);
    }

    private static String render(String json) {
        return Decodes.text(Decodes.rendered(json.getBytes(UTF_8)));
    }
}
