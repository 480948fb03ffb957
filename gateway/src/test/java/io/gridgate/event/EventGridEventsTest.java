package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;

class EventGridEventsTest {

    private static final String TOPIC = "/topics/orders";
    private static final String EVENT =
            """
            {"id":"7","eventType":"recordInserted","subject":"a/b",\
            "eventTime":"2026-01-01T00:00:00.1Z","data":{"b": 1.10,"a":1e400},"dataVersion":"1.0",\
            "metadataVersion":"1","topic":"/subscriptions/0/x"}\
            """;

    @Test
    void becomesACloudEventWithTheSameData() {
        Event event = Decodes.event(decode("[" + EVENT + "]"));

        assertThat(event.json())
                .asString(UTF_8)
                .isEqualTo(
                        """
                        {"specversion":"1.0","id":"7","source":"/subscriptions/0/x",\
                        "type":"recordInserted","subject":"a/b","time":"2026-01-01T00:00:00.1Z",\
                        "dataschema":"#1.0","data":{"b": 1.10,"a":1e400}}\
                        """);
        assertThat(Decodes.data(event)).asString(UTF_8).isEqualTo("{\"b\": 1.10,\"a\":1e400}");
        assertThat(CloudEventsDecoder.read(event.json())).isInstanceOf(Item.Valid.class);
    }

    @Test
    void comesBackAsItWas() {
        Event event = Decodes.event(decode(EVENT));

        assertThat(EventGridEvents.encode(List.of(event, event), Instant.EPOCH))
                .asString(UTF_8)
                .isEqualTo(
                        """
                        [{"id":"7","topic":"/subscriptions/0/x","subject":"a/b",\
                        "eventType":"recordInserted","eventTime":"2026-01-01T00:00:00.1Z",\
                        "dataVersion":"1.0","metadataVersion":"1","data":{"b": 1.10,"a":1e400}},\
                        {"id":"7","topic":"/subscriptions/0/x","subject":"a/b",\
                        "eventType":"recordInserted","eventTime":"2026-01-01T00:00:00.1Z",\
                        "dataVersion":"1.0","metadataVersion":"1","data":{"b": 1.10,"a":1e400}}]\
                        """);
    }

    @Test
    void writesACloudEventWithWhatTheSchemaHolds() {
        Event event =
                Decodes.event(
                        Decodes.with(
                                "\"ext\":1,\"dataschema\":\"urn:a\",\"data_base64\":\"QQ==\""));

        assertThat(EventGridEvents.encode(List.of(event), Instant.parse("2026-01-01T00:00:00Z")))
                .asString(UTF_8)
                .isEqualTo(
                        """
                        [{"id":"1","topic":"/s","subject":"","eventType":"t",\
                        "eventTime":"2026-01-01T00:00:00Z","dataVersion":"","metadataVersion":"1",\
                        "data":"QQ=="}]\
                        """);
        assertThat(EventGridEvents.encode(List.of(), Instant.EPOCH)).asString().isEqualTo("[]");
    }

    @Test
    void toleratesWhatPublishersAndEventGridWrite() {
        Event event =
                Decodes.event(
                        decode(
                                """
                                [{"id":"1","eventType":"t","subject":"","topic":"","unknown":{"a":1},
                                  "eventTime":"2026-01-01T01:02:03+0000","dataVersion":null}]
                                """));

        assertThat(event.json())
                .asString(UTF_8)
                .isEqualTo(
                        """
                        {"specversion":"1.0","id":"1","source":"/topics/orders","type":"t",\
                        "time":"2026-01-01T01:02:03+00:00"}\
                        """);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {}                                    | id        | attribute is required
                    {"id":""}                             | id        | must be non-empty string
                    {"id":"1"}                            | eventType | attribute is required
                    {"id":"1","eventType":"t"}            | subject   | attribute is required
                    {"id":"1","eventType":"t","subject":"s"} | eventTime | attribute is required
                    {"id":"1","eventType":"t","subject":"s","eventTime":"now"} | eventTime | must be RFC 3339 timestamp
                    {"id":"1","eventType":"t","subject":5,"eventTime":"2026-01-01T00:00:00Z"} | subject | must be string
                    {"id":"1","eventType":"t","topic":"a b"} | topic | must be URI-reference
                    {"id":"1","id":"2","eventType":"t"}   | id        | must not be given twice
                    {"id":"1","eventType":"t","data":1,"data":2} | data | must not be given twice
                    {"id":"1","eventType":"t","eventTime":"a","eventTime":"b"} | eventTime | must be RFC 3339 timestamp
                    7                                     | ~~        | event must be a JSON object
                    """)
    void refusesWithTheNamesOfThisSchema(String json, String attribute, String reason) {
        Problem problem = Decodes.problem(decode("[" + json + "]"));

        assertThat(problem.attribute()).isEqualTo(attribute);
        assertThat(problem.reason()).isEqualTo(reason);
    }

    @Test
    void refusesBodiesThatAreNotJson() {
        assertThat(decode("[{\"id\":\"1\"}"))
                .isEqualTo(
                        new Decoded.Malformed(
                                new Problem(
                                        "",
                                        "body is not valid JSON: expected ',' or ']' at byte 11",
                                        1,
                                        null,
                                        null)));
        assertThat(decode("")).isInstanceOf(Decoded.Malformed.class);
    }

    private static Decoded decode(String body) {
        return EventGridEvents.decode(body.getBytes(UTF_8), TOPIC);
    }
}
