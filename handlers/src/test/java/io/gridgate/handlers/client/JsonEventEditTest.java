package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloudevents.rw.CloudEventRWException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.charset.StandardCharsets;
import java.util.Map;

class JsonEventEditTest {

    private static JsonCloudEvent event(String json) {
        return JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void setsAttributesAndLeavesAllElseAsItIs() {
        JsonCloudEvent event =
                event(
                        """
                        { "time" : "2026-01-01T00:00:00.10Z", "n": 1.10, "old":"x",\
                         "u":"\\u00fc\\/", "data": {"b":1.10, "a":[ ]} }\
                        """);

        assertThat(text(event.with(Map.of("old", "new\n", "truth", true, "count", 3)).json()))
                .isEqualTo(
                        """
                        {"time":"2026-01-01T00:00:00.10Z","n":1.10,"u":"\\u00fc\\/",\
                        "data":{"b":1.10, "a":[ ]},"count":3,"old":"new\\n","truth":true}\
                        """);
    }

    @Test
    void leavesOutDataInEitherForm() {
        assertThat(text(event("{\"id\":\"a\",\"data\":[1, 2],\"z\":1}").withoutData().json()))
                .isEqualTo("{\"id\":\"a\",\"z\":1}");
        assertThat(text(event("{\"data_base64\":\"AAE=\",\"id\":\"a\"}").withoutData().json()))
                .isEqualTo("{\"id\":\"a\"}");
        assertThat(text(event("{\"id\":\"a\"}").withoutData().json())).isEqualTo("{\"id\":\"a\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, {\"x\": 1.10}, '\"data\":{\"x\": 1.10}'",
        "text/plain, a\"b, '\"data\":\"a\\\"b\"'",
        "image/png, ab, '\"data_base64\":\"YWI=\"'",
    })
    void setsDataByTheMediaType(String type, String data, String member) {
        JsonCloudEvent event =
                event("{\"datacontenttype\":\"" + type + "\",\"data\":\"old\",\"id\":\"a\"}");

        JsonCloudEvent changed = event.withData(data.getBytes(StandardCharsets.UTF_8));

        assertThat(text(changed.json()))
                .isEqualTo("{\"datacontenttype\":\"" + type + "\",\"id\":\"a\"," + member + "}");
        assertThat(text(changed.getData().toBytes())).isEqualTo(data);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "data", "data_base64", "Upper", "with-dash"})
    void refusesWhatIsNoAttributeName(String name) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event("{}").with(Map.of(name, "x")))
                .withMessage(
                        "'%s' is no attribute name, must be lower-case letters and digits, and not"
                                + " data",
                        name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "[]", "{\"id\":", "{\"id\":}"})
    void refusesWhatIsNoObject(String json) {
        assertThatExceptionOfType(CloudEventRWException.class)
                .isThrownBy(() -> event(json).withoutData());
    }
}
