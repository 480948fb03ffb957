package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.EVENT;
import static io.gridgate.handlers.client.ClientFixture.event;
import static io.gridgate.handlers.client.ClientFixture.sender;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.RecordedRequest;
import io.gridgate.handlers.testing.ScriptedServer;

import org.junit.jupiter.api.Test;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;

class EventGridSenderTest {

    @Test
    void sendsOneEventInStructuredModeByteForByte() {
        try (var server = ScriptedServer.http(Answer.ok("{}"));
                var sender = sender(server)) {
            sender.send(event(EVENT));

            RecordedRequest request = server.onlyRequest();
            assertThat(request.line())
                    .isEqualTo("POST /topics/orders:publish?api-version=2024-06-01 HTTP/1.1");
            assertThat(request.body()).isEqualTo(EVENT);
            assertThat(request.headers())
                    .containsEntry("content-type", "application/cloudevents+json; charset=utf-8")
                    .containsEntry("content-length", "" + EVENT.length())
                    .containsEntry("accept", "application/json")
                    .containsEntry("authorization", "SharedAccessKey secret-key")
                    .containsOnlyKeys(
                            "accept",
                            "authorization",
                            "content-length",
                            "content-type",
                            "date",
                            "host",
                            "user-agent",
                            "x-ms-client-request-id");
            assertThat(request.header("user-agent")).startsWith("gridgate-handlers/");
        }
    }

    @Test
    void sendsSeveralEventsAsOneBatchByteForByte() {
        String spaced =
                "{ \"specversion\":\"1.0\", \"id\":\"2\",\n\"source\":\"s\",\"type\":\"t\" }";
        try (var server = ScriptedServer.http(Answer.ok("{}"));
                var sender = sender(server)) {
            sender.send(List.of(event(EVENT), event(spaced)));

            RecordedRequest request = server.onlyRequest();
            assertThat(request.line())
                    .isEqualTo("POST /topics/orders:publish?api-version=2024-06-01 HTTP/1.1");
            assertThat(request.header("content-type"))
                    .isEqualTo("application/cloudevents-batch+json; charset=utf-8");
            assertThat(request.body()).isEqualTo("[" + EVENT + "," + spaced + "]");
        }
    }

    @Test
    void sendsNothingForAnEmptyBatch() {
        try (var server = ScriptedServer.http(Answer.ok("{}"));
                var sender = sender(server)) {
            sender.send(List.of());

            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void encodesEventsOfTheCloudEventsSdkAroundTheirBytes() {
        CloudEvent foreign =
                CloudEventBuilder.v1()
                        .withId("7")
                        .withSource(URI.create("/orders"))
                        .withType("order.placed")
                        .withData(
                                "application/json", "{\"z\":1.10}".getBytes(StandardCharsets.UTF_8))
                        .build();
        try (var server = ScriptedServer.http(Answer.ok("{}"));
                var sender = sender(server)) {
            sender.send(foreign);

            assertThat(server.onlyRequest().body())
                    .isEqualTo(
                            """
                            {"specversion":"1.0","id":"7","source":"/orders",\
                            "type":"order.placed","datacontenttype":"application/json",\
                            "data":{"z":1.10}}\
                            """);
        }
    }

    @Test
    void reusesOneConnection() {
        try (var server = ScriptedServer.http(Answer.ok("{}"));
                var sender = sender(server)) {
            for (int i = 0; i < 5; i++) {
                sender.send(event(EVENT));
            }

            assertThat(server.requests()).hasSize(5);
            assertThat(server.connections()).isEqualTo(1);
        }
    }

    @Test
    void keepsTheRequestIdOverRetriesAndSendsTheEventAgain() {
        try (var server =
                        ScriptedServer.http(
                                Answer.error(503, "ServerBusy", "busy", ""),
                                Answer.reset(),
                                Answer.ok("{}"));
                var sender = sender(server)) {
            sender.send(event(EVENT));

            assertThat(server.requests())
                    .hasSize(3)
                    .extracting(RecordedRequest::body)
                    .containsOnly(EVENT);
            assertThat(server.requests())
                    .extracting(request -> request.header("x-ms-client-request-id"))
                    .doesNotContainNull()
                    .satisfies(ids -> assertThat(ids.stream().distinct()).hasSize(1));
        }
    }
}
