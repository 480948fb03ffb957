package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;

import java.util.Map;

class EventBuilderTest {

    @Test
    void splicesTheBodyOfAWebhookIn() {
        Item item =
                new EventBuilder()
                        .attribute("id", "72d3162e-cc78")
                        .attribute("source", "https://api.github.com/repos/o/r")
                        .attribute("type", "com.github.issues.opened")
                        .attribute("subject", null)
                        .attribute("datacontenttype", "application/json")
                        .attribute("attempt", 2)
                        .attribute("ping", false)
                        .data("\r\n{\"z\":1.10, \"a\":\"\\u00e9\"}\n".getBytes(UTF_8))
                        .build();

        assertThat(item).isInstanceOf(Item.Valid.class);
        Event event = ((Item.Valid) item).event();
        assertThat(event.json())
                .asString(UTF_8)
                .isEqualTo(
                        """
                        {"specversion":"1.0","id":"72d3162e-cc78",\
                        "source":"https://api.github.com/repos/o/r",\
                        "type":"com.github.issues.opened","datacontenttype":"application/json",\
                        "attempt":2,"ping":false,"data":{"z":1.10, "a":"\\u00e9"}}\
                        """);
        assertThat(event.payload()).asString(UTF_8).isEqualTo("{\"z\":1.10, \"a\":\"\\u00e9\"}");
        assertThat(event.attributes())
                .isEqualTo(
                        Map.of(
                                "specversion", "1.0",
                                "id", "72d3162e-cc78",
                                "source", "https://api.github.com/repos/o/r",
                                "type", "com.github.issues.opened",
                                "datacontenttype", "application/json",
                                "attempt", 2,
                                "ping", false));
    }

    @Test
    void refusesWhatTheDecodersRefuse() {
        assertThat(new EventBuilder().build()).isEqualTo(invalid("id", "attribute is required"));
        assertThat(started().attribute("specversion", "1.0").build())
                .isEqualTo(invalid("specversion", "must not be given twice"));
        assertThat(started().attribute("ext", 5L).build())
                .isEqualTo(invalid("ext", "must be string, integer or boolean"));
        assertThat(started().data("{".getBytes(UTF_8)).build())
                .isEqualTo(invalid("data", "is not valid JSON: expected a string at byte 1"));
    }

    private static EventBuilder started() {
        return new EventBuilder()
                .attribute("id", "1")
                .attribute("source", "/s")
                .attribute("type", "t");
    }

    private static Item invalid(String attribute, String reason) {
        boolean known = !attribute.equals("id");
        return new Item.Invalid(
                new Problem(attribute, reason, 0, known ? "1" : null, known ? "/s" : null));
    }
}
