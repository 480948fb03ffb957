package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class AzureTextTest {

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

    @ParameterizedTest
    @ValueSource(strings = {"\"data_base64\":\"QQ==\"", "\"data\":[2,{}]", "\"data\":null"})
    void putsDataLastWhereverItCame(String data) {
        String last = "{" + Decodes.REQUIRED + ",\"ext\":true," + data + "}";

        assertThat(render("{" + data + "," + Decodes.REQUIRED + ",\"ext\":true}")).isEqualTo(last);
        assertThat(render("{" + Decodes.REQUIRED + "," + data + ",\"ext\":true}")).isEqualTo(last);
        assertThat(render(last)).isEqualTo(last);
    }

    @Test
    void leavesOutWhatIsNullButNotNullData() {
        String bare = "{" + Decodes.REQUIRED + "}";

        assertThat(render("{\"subject\":null," + Decodes.REQUIRED + ",\"time\":null}"))
                .isEqualTo(bare);
        assertThat(render("{\"data_base64\":null," + Decodes.REQUIRED + "}")).isEqualTo(bare);
        assertThat(
                        render(
                                "{\"data\":[2,1],\"data_base64\":null,\"a\":null,"
                                        + Decodes.REQUIRED
                                        + "}"))
                .isEqualTo("{" + Decodes.REQUIRED + ",\"data\":[2,1]}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                ",\"time\":\"2026-01-01T00:00:00.12Z\"",
                ",\"data\":{\"a\":[{}],\"b\":1.10}",
                ",\"data_base64\":\"QQ==\""
            })
    void givesBackTheSameArrayWhereNothingChanges(String members) {
        byte[] json = ("{" + Decodes.REQUIRED + members + "}").getBytes(UTF_8);
        EventMessage message = new EventMessage("application/cloudevents+json", Map.of(), json);

        assertThat(Decodes.event(CloudEventsDecoder.decode(message, EventForm.AS_AZURE)).json())
                .isSameAs(json);
    }

    @Test
    void rendersATimeWithEscapes() {
        assertThat(render("{\"time\":\"2026-01-01T00:00:00\\u005A\"," + Decodes.REQUIRED + "}"))
                .isEqualTo("{\"time\":\"2026-01-01T00:00:00Z\"," + Decodes.REQUIRED + "}");
    }

    @Test
    void knowsWhereTheDataLies() {
        for (String json :
                List.of(
                        "{\"data\":{\"b\":1,\"a\":2}, " + Decodes.REQUIRED + "}",
                        "{" + Decodes.REQUIRED + ",\"data\" : {\"b\":1,\"a\":2},\"x\":1}")) {
            assertThat(Decodes.text(Decodes.data(Decodes.azure(json))))
                    .isEqualTo("{\"a\":2,\"b\":1}");
        }
        assertThat(
                        Decodes.text(
                                Decodes.data(
                                        Decodes.azure(
                                                "{\"data_base64\":\"QQ==\","
                                                        + Decodes.REQUIRED
                                                        + "}"))))
                .isEqualTo("QQ==");
    }

    @Test
    void rendersTheBinaryModeToo() {
        EventMessage message =
                new EventMessage(
                        "application/json",
                        Map.of(
                                "ce-specversion", "1.0",
                                "ce-id", "1",
                                "ce-source", "/s",
                                "ce-type", "t",
                                "ce-time", "2026-01-01T01:00:00.100+01:00"),
                        " {\"b\" : [1 , 2],\"a\":\"x\"} ".getBytes(UTF_8));

        Event event = Decodes.event(CloudEventsDecoder.decode(message, EventForm.AS_AZURE));

        assertThat(Decodes.text(event.json()))
                .isEqualTo(
                        """
                        {"id":"1","source":"/s","specversion":"1.0","time":"2026-01-01T00:00:00.1Z",\
                        "type":"t","datacontenttype":"application/json","data":{"a":"x","b":[1,2]}}\
                        """);
        assertThat(Decodes.text(Decodes.data(event))).isEqualTo("{\"a\":\"x\",\"b\":[1,2]}");
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

        assertThat(render("{%s,\"data\":{%s}}".formatted(Decodes.REQUIRED, reversed)))
                .isEqualTo("{%s,\"data\":{%s}}".formatted(Decodes.REQUIRED, inOrder));
    }

    private static String render(String json) {
        return Decodes.text(Decodes.azure(json).json());
    }
}
