package io.gridgate.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.charset.Charset;
import java.util.Base64;
import java.util.List;

/** The events that run through every mode in both directions. */
final class CanonicalEvents {

    /**
     * One of them.
     *
     * @param name what is special about it
     * @param json its structured form
     * @param dataKind how its data is written
     * @param contentType its content type in binary mode, empty for none
     * @param payload its body in binary mode
     */
    @SuppressWarnings("ArrayRecordComponent") // test data, never compared as a record
    record Canonical(
            String name, String json, DataKind dataKind, String contentType, byte[] payload) {

        @Override
        public String toString() {
            return name;
        }
    }

    private static final byte[] BYTES = {0, 1, (byte) 0xFF, (byte) 0xFE, 'z'};

    static final List<Canonical> ALL =
            List.of(
                    none("only what is required", "{" + Decodes.REQUIRED + "}"),
                    none(
                            "every attribute",
                            """
                            {"specversion":"1.0","id":"A234-1234-1234","source":"https://example.com/a?b=c#d",
                             "type":"com.example.someevent","subject":"files/123",
                             "time":"2018-04-05T17:31:00.123456789+02:00","dataschema":"urn:example:schema:1"}\
                            """),
                    none(
                            "extensions of every type",
                            with(
                                    "\"text\":\"a\",\"empty\":\"\",\"number\":-2147483648,"
                                            + "\"flag\":true,\"off\":false,"
                                            + "\"partitionkey\":\"k\",\"sequence\":\"0001\"")),
                    none(
                            "text beyond ASCII",
                            with("\"subject\":\"Euro € 😀 \\\"quoted\\\" 100% a+b\"")),
                    none("attributes that are null", with("\"subject\":null,\"ext\":null")),
                    json("object", "{\"b\": 1.10, \"a\" : [ 1e400, -0.0, {\"a\":1,\"a\":2} ]}"),
                    json("escapes", "{\"\\u0061\":\"\\/\\ud83d\\ude00\\ud800\",\"é\":\"\\t\"}"),
                    json("array", "[1,[],{},\"\"]"),
                    json("null", "null"),
                    json("false", "false"),
                    json("number", "12345678901234567890.12345678901234567890"),
                    json("string", "\"{\\\"not\\\": parsed}\""),
                    typed("JSON by suffix", "application/problem+json; charset=utf-8", "{\"a\":1}"),
                    text("text", "text/plain", "one\n\"two\" €", UTF_8),
                    text("XML as text", "text/xml; charset=iso-8859-1", "<é/>", ISO_8859_1),
                    base64("bytes", ",\"datacontenttype\":\"image/png\"", "image/png"),
                    base64("bytes of no type", "", "application/octet-stream"));

    private CanonicalEvents() {}

    private static Canonical none(String name, String json) {
        return new Canonical("no data, " + name, json, DataKind.NONE, "", new byte[0]);
    }

    private static Canonical json(String name, String data) {
        return new Canonical(
                "JSON " + name,
                with("\"data\":" + data),
                DataKind.JSON,
                "application/json",
                data.getBytes(UTF_8));
    }

    private static Canonical typed(String name, String type, String data) {
        String json = with("\"datacontenttype\":\"" + type + "\",\"data\": " + data + " ");
        return new Canonical(name, json, DataKind.JSON, type, data.getBytes(UTF_8));
    }

    private static Canonical text(String name, String type, String data, Charset charset) {
        String escaped = data.replace("\"", "\\\"").replace("\n", "\\n");
        String json = with("\"datacontenttype\":\"" + type + "\",\"data\":\"" + escaped + "\"");
        byte[] payload = data.getBytes(charset);
        return new Canonical(name, json, DataKind.JSON, type, payload);
    }

    private static Canonical base64(String name, String member, String type) {
        String base64 = Base64.getEncoder().encodeToString(BYTES);
        String json = "{" + Decodes.REQUIRED + member + ",\"data_base64\":\"" + base64 + "\"}";
        return new Canonical(name, json, DataKind.BASE64, type, BYTES);
    }

    private static String with(String members) {
        return "{" + Decodes.REQUIRED + "," + members + "}";
    }
}
