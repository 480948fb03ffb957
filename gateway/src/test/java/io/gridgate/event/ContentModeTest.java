package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContentModeTest {

    @ParameterizedTest
    @CsvSource({
        "application/cloudevents+json, STRUCTURED",
        "application/cloudevents, STRUCTURED",
        "APPLICATION/CloudEvents+JSON; charset=utf-8, STRUCTURED",
        "application/cloudevents+avro, STRUCTURED",
        "application/cloudevents-batch+json, BATCHED",
        "Application/CloudEvents-Batch+json;charset=UTF-8, BATCHED",
        "application/json, BINARY",
        "application/cloudevent+json, BINARY",
        "text/plain, BINARY",
        ", BINARY"
    })
    void followsFromTheContentType(String contentType, ContentMode mode) {
        assertThat(ContentMode.of(contentType)).isEqualTo(mode);
    }
}
