package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.cloudevents.CloudEvent;
import io.cloudevents.jackson.JsonFormat;
import io.gridgate.system.harness.GithubHook;
import io.gridgate.system.harness.SortedJson;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** One line of the demo handler's file, read by the CNCF SDK as a check that it is a CloudEvent. */
record HandledEvent(String line, CloudEvent event) {

    private static final Map<String, String> SOURCES =
            Map.of("issue_comment", "/issue/url", "deployment_status", "/deployment/url");
    private static final Map<String, String> QUALIFIERS =
            Map.of("create", "/ref_type", "deployment_status", "/deployment_status/state");

    static HandledEvent of(String line) {
        byte[] json = line.getBytes(StandardCharsets.UTF_8);
        return new HandledEvent(line, new JsonFormat().deserialize(json));
    }

    String id() {
        return event.getId();
    }

    /** Asserts that this is the webhook, mapped as the CloudEvents adapter for GitHub says. */
    void assertIs(GithubHook hook) {
        assertThat(event.getId()).isEqualTo(hook.delivery());
        assertThat(event.getType()).isEqualTo(type(hook));
        assertThat(event.getDataContentType()).isEqualTo("application/json");
        URI source = event.getSource();
        assertThat(source.isAbsolute()).as("%s", source).isTrue();
        JsonNode expected = source(hook);
        if (expected.isTextual()) {
            assertThat(source).hasToString(expected.asText());
        }
        // The namespace sorts the keys of data, as Azure does; all else is letter for letter.
        assertThat(line).endsWith(",\"data\":" + SortedJson.of(hook.body()) + "}");
    }

    private static String type(GithubHook hook) {
        JsonNode qualifier = hook.json().at(QUALIFIERS.getOrDefault(hook.event(), "/action"));
        String type = "com.github." + hook.event();
        return qualifier.isTextual() ? type + "." + qualifier.asText() : type;
    }

    private static JsonNode source(GithubHook hook) {
        JsonNode own = hook.json().at(SOURCES.getOrDefault(hook.event(), "/repository/url"));
        JsonNode repository = own.isTextual() ? own : hook.json().at("/repository/url");
        return repository.isTextual() ? repository : hook.json().at("/organization/url");
    }
}
