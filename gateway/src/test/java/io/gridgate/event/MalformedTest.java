package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16BE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Map;

class MalformedTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    ~~           | body is not valid JSON: expected a value at byte 0
                    {            | body is not valid JSON: expected a string at byte 1
                    {"id":"1"    | body is not valid JSON: expected ',' or '}' at byte 9
                    {"id":"1",}  | body is not valid JSON: expected a string at byte 10
                    {"id" "1"}   | body is not valid JSON: expected ':' at byte 6
                    {id:1}       | body is not valid JSON: expected a string at byte 1
                    {'id':1}     | body is not valid JSON: expected a string at byte 1
                    {"id":"1     | body is not valid JSON: the string at byte 6 has no end
                    {"id":"\\x"} | body is not valid JSON: unknown escape at byte 7
                    {"id":"\\u12"} | body is not valid JSON: unknown escape at byte 7
                    {"id":01}    | body is not valid JSON: expected ',' or '}' at byte 7
                    {"id":+1}    | body is not valid JSON: expected a value at byte 6
                    {"id":1.}    | body is not valid JSON: expected a value at byte 6
                    {"id":NaN}   | body is not valid JSON: expected a value at byte 6
                    {"id":tru}   | body is not valid JSON: expected a value at byte 6
                    {} {}        | body is not valid JSON: expected the end at byte 3
                    {}x          | body is not valid JSON: expected the end at byte 2
                    []           | event must be a JSON object
                    "a"          | event must be a JSON object
                    """)
    void refusesWhatIsNotOneJsonObject(String body, String reason) {
        assertMalformed(Decodes.structured(body), reason, 0);
    }

    @Test
    void refusesControlCharactersInStrings() {
        assertMalformed(
                Decodes.structured("{\"id\":\"a\nb\"}"),
                "body is not valid JSON: control character at byte 8",
                0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00C0\u00A0", "\u00ED\u00A0\u0080", "\u00F5\u0080\u0080\u0080", "é"})
    void refusesInvalidUtf8Anywhere(String latin1) {
        String before = "{" + Decodes.REQUIRED + ",\"data\":\"";
        byte[] body = (before + latin1 + "\"}").getBytes(ISO_8859_1);

        assertMalformed(structured(body), "body is not valid UTF-8 at byte " + before.length(), 0);
    }

    @Test
    void refusesOtherEncodingsOfUnicode() {
        assertMalformed(
                structured("{}".getBytes(UTF_16BE)),
                "body is not valid JSON: expected a value at byte 0",
                0);
        assertMalformed(
                Decodes.structured("\uFEFF{}"),
                "body is not valid JSON: byte order mark at byte 0",
                0);
    }

    @Test
    void refusesNestingBeyondTheLimitInEveryMode() {
        String deep = "[".repeat(127) + "]".repeat(127);
        String deeper = "[" + deep + "]";
        String reason = "is nested deeper than 128 levels";

        assertThat(Decodes.event(Decodes.with("\"data\":" + deep))).isNotNull();
        assertMalformed(Decodes.with("\"data\":" + deeper), "body " + reason, 0);
        String event = "{" + Decodes.REQUIRED + ",\"data\":";
        assertThat(Decodes.event(Decodes.batch("[" + event + deep + "}]"))).isNotNull();
        assertMalformed(Decodes.batch("[{},{\"data\":" + deeper + "}]"), "body " + reason, 1);
        assertThat(built(deep)).isInstanceOf(Item.Valid.class);
        assertThat(built(deeper))
                .isEqualTo(new Item.Invalid(new Problem("data", reason, 0, "1", "/s")));
    }

    @Test
    void refusesBatchesThatAreNoArrayOrTooLong() {
        assertMalformed(
                Decodes.batch("{}"), "body is not valid JSON: expected an array at byte 0", 0);
        assertMalformed(
                Decodes.batch("[{},{}"),
                "body is not valid JSON: expected ',' or ']' at byte 6",
                2);
        assertMalformed(
                Decodes.batch("[{}" + ",{}".repeat(5_000) + "]"),
                "body has more than 5000 events",
                5_000);
        assertThat(Decodes.items(Decodes.batch("[{}" + ",{}".repeat(4_999) + "]"))).hasSize(5_000);
        assertThat(Decodes.items(Decodes.batch(" [ ] "))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/cloudevents",
                "application/cloudevents+avro",
                "application/cloudevents-batch+avro",
                "application/cloudevents+jsonx",
                "application/cloudevents-batch"
            })
    void namesTheFormatsThatAreSupported(String contentType) {
        assertMalformed(
                decode(contentType, "{" + Decodes.REQUIRED + "}"),
                "CONTENT-TYPE is not supported: use application/cloudevents+json,"
                        + " application/cloudevents-batch+json, or the type of the data with ce-"
                        + " headers",
                0);
    }

    @Test
    void refusesCharsetsThatJsonCannotHave() {
        assertMalformed(
                decode("application/cloudevents+json; charset=utf-16", "{}"),
                "CONTENT-TYPE must have charset utf-8, as JSON is UTF-8",
                0);
        assertThat(
                        Decodes.event(
                                decode(
                                        "Application/CloudEvents+JSON ;x=y; Charset=\"UTF-8\"",
                                        "{" + Decodes.REQUIRED + "}")))
                .isNotNull();
    }

    private static Item built(String data) {
        return new EventBuilder()
                .attribute("id", "1")
                .attribute("source", "/s")
                .attribute("type", "t")
                .data(data.getBytes(ISO_8859_1))
                .build();
    }

    private static Decoded decode(String contentType, String body) {
        return CloudEventsDecoder.decode(
                new EventMessage(contentType, Map.of(), body.getBytes(ISO_8859_1)));
    }

    private static Decoded structured(byte[] body) {
        return CloudEventsDecoder.decode(
                new EventMessage("application/cloudevents+json", Map.of(), body));
    }

    private static void assertMalformed(Decoded decoded, String reason, int index) {
        assertThat(decoded)
                .isEqualTo(new Decoded.Malformed(new Problem("", reason, index, null, null)));
    }
}
