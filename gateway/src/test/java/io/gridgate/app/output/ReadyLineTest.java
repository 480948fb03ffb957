package io.gridgate.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

final class ReadyLineTest {

    @Test
    void writesNestedMapsAndListsInTheirOrderOnOneLine() {
        Map<String, Object> ready = new LinkedHashMap<>();
        ready.put("url", "http://127.0.0.1:8080");
        ready.put("keys", List.of("a\"b", "c\nd"));
        ready.put("port", 8080);
        ready.put("tls", true);
        ready.put("source", Map.of("file", Path.of("handled.jsonl")));

        assertThat(ReadyLine.text(ready))
                .isEqualTo(
                        "{\"url\":\"http://127.0.0.1:8080\",\"keys\":[\"a\\\"b\",\"c\\nd\"],"
                                + "\"port\":8080,\"tls\":true,"
                                + "\"source\":{\"file\":\"handled.jsonl\"}}");
    }
}
