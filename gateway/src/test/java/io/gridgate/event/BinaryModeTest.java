package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.LinkedHashMap;
import java.util.Map;

class BinaryModeTest {

    private static final Map<String, String> REQUIRED =
            Map.of("ce-specversion", "1.0", "ce-id", "1", "ce-source", "/s", "ce-type", "t");

    @Test
    void writesTheEventAsJsonInTheOrderOfNames() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce-id", "A%22B");
        headers.put("content-length", "3");
        headers.put("ce-specversion", "1.0");
        headers.put("ce-type", "t");
        headers.put("ce-time", "2023-11-05 16:19:34.136651+00:00");
        headers.put("ce-source", "/s");
        headers.put("ce-sequence", "101");

        Event event = Decodes.event(decode("application/json", headers, " {\"b\": 1.10}\n"));

        assertThat(event.json())
                .asString(UTF_8)
                .isEqualTo(
                        """
                        {"id":"A\\"B","sequence":"101","source":"/s","specversion":"1.0",\
                        "time":"2023-11-05T16:19:34.136651+00:00","type":"t",\
                        "datacontenttype":"application/json","data":{"b": 1.10}}\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    application/json               | {"a":1}  | ,"data":{"a":1}
                    application/json;charset=utf-8 | "text"   | ,"data":"text"
                    application/cloudeventx+json   | null     | ,"data":null
                    Text/JSON                      | [1.0]    | ,"data":[1.0]
                    text/plain                     | {"a":1}  | ,"data":"{\\"a\\":1}"
                    text/xml; charset=UTF-8        | <a/>     | ,"data":"<a/>"
                    text/plain; charset=unheard-of | a        | ,"data_base64":"YQ=="
                    application/xml                | <a/>     | ,"data_base64":"PGEvPg=="
                    application/octet-stream       | a        | ,"data_base64":"YQ=="
                    application/json               | ~~       | ~~
                    text/plain                     | ~~       | ~~
                    """)
    void writesTheBodyAsItsTypeSays(String type, String body, String member) {
        Event event = Decodes.event(decode(type, REQUIRED, body));

        assertThat(event.json()).asString(UTF_8).endsWith("\"" + type + "\"" + member + "}");
        assertThat(event.attribute("datacontenttype")).isEqualTo(type);
        assertThat(event.payload()).asString(UTF_8).isEqualTo(body);
    }

    @Test
    void keepsTextThatIsNotOfItsCharsetAsBytes() {
        byte[] latin1 = "é".getBytes(ISO_8859_1);

        Event bytes = Decodes.event(decode("text/plain", REQUIRED, latin1));
        Event text = Decodes.event(decode("text/plain; charset=latin1", REQUIRED, latin1));

        assertThat(bytes.json()).asString(UTF_8).endsWith("\"data_base64\":\"6Q==\"}");
        assertThat(text.json()).asString(UTF_8).endsWith("\"data\":\"é\"}");
        assertThat(bytes.payload()).isEqualTo(latin1);
        assertThat(text.payload()).isEqualTo(latin1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ce-id              | ~~        | id | must be non-empty string
                    ce-source          | a%20b     | source | must be URI-reference
                    ce-specversion     | 2.0       | specversion | must be "1.0"
                    ce-time            | tomorrow  | time | must be RFC 3339 timestamp
                    ce-subject         | ~~        | subject | must be non-empty string
                    ce-datacontenttype | text/xml  | datacontenttype | must be given as Content-Type in binary mode
                    ce-data            | a         | data | is not an attribute name: it stands for the payload
                    ce-my_ext          | a         | my_ext | is not an attribute name: only a-z and 0-9 are allowed
                    ce-ext             | é         | ext | must be percent-encoded beyond printable ASCII
                    ce-ext             | 100%      | ext | must have two hexadecimal digits after a percent sign
                    ce-ext             | %zz       | ext | must have two hexadecimal digits after a percent sign
                    ce-ext             | %C0%A0    | ext | must be UTF-8 after percent-decoding
                    ce-ext             | %00       | ext | must not contain control character U+0000
                    ce-source          | %C0%A0    | source | must be UTF-8 after percent-decoding
                    """)
    void refusesHeadersThatBreakARule(String name, String value, String attribute, String reason) {
        Map<String, String> headers = new LinkedHashMap<>(REQUIRED);
        headers.put(name, value);

        Problem problem = Decodes.problem(decode("application/json", headers, "{}"));

        assertThat(problem.attribute()).isEqualTo(attribute);
        assertThat(problem.reason()).isEqualTo(reason);
    }

    @Test
    void refusesDataThatIsNotJsonThoughItsTypeSaysSo() {
        assertThat(Decodes.problem(decode("application/json", REQUIRED, "{\"a\":1} x")))
                .isEqualTo(
                        new Problem(
                                "data",
                                "is not valid JSON: expected the end at byte 8",
                                0,
                                "1",
                                "/s"));
        assertThat(Decodes.problem(decode("a/b+json", REQUIRED, new byte[] {'"', -1, '"'})))
                .isEqualTo(new Problem("data", "is not valid UTF-8 at byte 1", 0, "1", "/s"));
    }

    @Test
    void demandsAContentTypeForABody() {
        assertThat(decode(null, REQUIRED, "{}"))
                .isEqualTo(
                        new Decoded.Malformed(
                                new Problem("", "CONTENT-TYPE is not provided", 0, null, null)));
        assertThat(Decodes.event(decode(null, REQUIRED, "")).dataKind()).isEqualTo(DataKind.NONE);
    }

    @Test
    void pointsToStructuredModeWhereThereAreNoHeaders() {
        Problem problem =
                Decodes.problem(decode("application/json", Map.of("host", "a"), "{\"id\":\"1\"}"));

        assertThat(problem.message())
                .isEqualTo(
                        "`id` attribute is required: there are no ce- headers, and structured mode"
                                + " needs Content-Type application/cloudevents+json");
    }

    @Test
    void structuredContentTypeWinsOverHeaders() {
        Map<String, String> headers = new LinkedHashMap<>(REQUIRED);
        headers.put("ce-id", "other");
        headers.put("ce-datacontenttype", "text/plain");

        Event event =
                Decodes.event(
                        decode(
                                "application/cloudevents+json",
                                headers,
                                "{" + Decodes.REQUIRED + "}"));

        assertThat(event.key()).isEqualTo(new EventKey("/s", "1"));
    }

    private static Decoded decode(String type, Map<String, String> headers, String body) {
        return decode(type, headers, body.getBytes(UTF_8));
    }

    private static Decoded decode(String type, Map<String, String> headers, byte[] body) {
        return CloudEventsDecoder.decode(new EventMessage(type, headers, body));
    }
}
