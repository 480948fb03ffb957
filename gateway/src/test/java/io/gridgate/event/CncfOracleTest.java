package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.cloudevents.jackson.JsonCloudEventData;
import io.cloudevents.jackson.JsonFormat;
import io.gridgate.event.CanonicalEvents.Canonical;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** Holds our reading of the canonical events to that of the CNCF SDK, where that one is exact. */
class CncfOracleTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** The SDK rounds numbers and takes the last of equal keys; for a null it has no data. */
    private static final Set<String> INEXACT_IN_THE_SDK =
            Set.of("JSON object", "JSON number", "JSON null");

    @ParameterizedTest
    @FieldSource("io.gridgate.event.CanonicalEvents#ALL")
    void readsTheSameAttributes(Canonical canonical) {
        Event event = Decodes.event(Decodes.structured(canonical.json()));
        CloudEvent oracle = new JsonFormat().deserialize(canonical.json().getBytes(UTF_8));

        Map<String, Object> expected = new HashMap<>();
        oracle.getAttributeNames().forEach(name -> expected.put(name, oracle.getAttribute(name)));
        oracle.getExtensionNames().forEach(name -> expected.put(name, oracle.getExtension(name)));
        expected.values().removeIf("null"::equals); // what the SDK makes of a null
        if (event.attribute("datacontenttype") == null) {
            expected.remove("datacontenttype"); // the SDK adds what the format assumes
        }
        expected.replaceAll((name, value) ->
                value instanceof Integer || value instanceof Boolean ? value : value.toString());
        assertThat(event.attributes()).isEqualTo(expected);
    }

    @ParameterizedTest
    @FieldSource("io.gridgate.event.CanonicalEvents#ALL")
    void readsTheSameData(Canonical canonical) throws IOException {
        Event event = Decodes.event(Decodes.structured(canonical.json()));
        CloudEvent oracle = new JsonFormat().deserialize(canonical.json().getBytes(UTF_8));

        if (INEXACT_IN_THE_SDK.contains(canonical.name())) {
            return;
        }
        switch (oracle.getData()) {
            case null -> assertThat(event.dataKind()).isEqualTo(DataKind.NONE);
            case JsonCloudEventData data ->
                    assertThat(JSON.readTree(event.payload())).isEqualTo(data.getNode());
            case CloudEventData data -> assertThat(utf8(event)).isEqualTo(data.toBytes());
        }
    }

    /** The SDK writes all text in UTF-8, whatever its content type says. */
    private static byte[] utf8(Event event) {
        int to = event.dataOffset() + event.dataLength();
        return event.dataKind() == DataKind.BASE64
                ? event.payload()
                : DataRules.text(event.json(), event.dataOffset(), to).getBytes(UTF_8);
    }
}
