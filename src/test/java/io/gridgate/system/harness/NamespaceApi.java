package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The data plane of one topic and subscription in raw HTTP, as the protocol's text has it. */
public final class NamespaceApi {

    private static final String STRUCTURED = "application/cloudevents+json; charset=utf-8";
    private static final String BATCH = "application/cloudevents-batch+json; charset=utf-8";
    private static final String VERSION = "2024-06-01";

    private final Http http;
    private final URI base;
    private final String topic;
    private final String subscription;

    /**
     * Makes one.
     *
     * @param http how to send
     * @param base the namespace's address
     * @param topic the topic
     * @param subscription the event subscription
     */
    public NamespaceApi(Http http, URI base, String topic, String subscription) {
        this.http = http;
        this.base = base;
        this.topic = topic;
        this.subscription = subscription;
    }

    /** Publishes one structured event. */
    public Answer publish(String event) throws IOException {
        return publish(Map.of("Content-Type", STRUCTURED), event.getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes a batch. */
    public Answer publishBatch(String events) throws IOException {
        return publish(Map.of("Content-Type", BATCH), events.getBytes(StandardCharsets.UTF_8));
    }

    /** Publishes what these headers say. */
    public Answer publish(Map<String, String> headers, byte[] body) throws IOException {
        return call("/topics/" + topic + ":publish", "", headers, body);
    }

    /** Receives with the given limits and returns the whole answer. */
    public Answer receiveRaw(String query) throws IOException {
        return call(path("receive"), query, Map.of(), new byte[0]);
    }

    /** Receives up to a number of events and returns the entries. */
    public List<JsonNode> receive(int maxEvents, int waitSeconds) throws IOException {
        Answer answer = receiveRaw("&maxEvents=" + maxEvents + "&maxWaitTime=" + waitSeconds);
        if (answer.status() != 200) {
            throw new IOException("receive was answered " + answer);
        }
        return StreamSupport.stream(answer.json().get("value").spliterator(), false).toList();
    }

    /** Settles lock tokens: acknowledge, release, reject or renewLock. */
    public Answer settle(String operation, String query, String... tokens) throws IOException {
        String body =
                List.of(tokens).stream()
                        .map(token -> "\"" + token + "\"")
                        .collect(Collectors.joining(",", "{\"lockTokens\":[", "]}"));
        return call(
                path(operation),
                query,
                Map.of("Content-Type", "application/json"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Receives and acknowledges events until none comes for ten seconds.
     *
     * @param max how many at most
     * @return their ids
     */
    public List<String> drain(int max) throws IOException {
        List<String> ids = new ArrayList<>();
        while (ids.size() < max) {
            List<JsonNode> received = receive(Math.min(5, max - ids.size()), 10);
            if (received.isEmpty()) {
                return ids;
            }
            String[] tokens = received.stream().map(NamespaceApi::token).toArray(String[]::new);
            Answer settled = settle("acknowledge", "", tokens);
            if (!settled.json().path("failedLockTokens").isEmpty()) {
                throw new IOException("not acknowledged: " + settled);
            }
            received.forEach(each -> ids.add(each.at("/event/id").asText()));
        }
        return ids;
    }

    /** Returns the lock token of a received entry. */
    public static String token(JsonNode received) {
        return received.at("/brokerProperties/lockToken").asText();
    }

    /** Returns the delivery count of a received entry. */
    public static int deliveryCount(JsonNode received) {
        return received.at("/brokerProperties/deliveryCount").asInt();
    }

    private Answer call(String path, String query, Map<String, String> headers, byte[] body)
            throws IOException {
        Map<String, String> all = new HashMap<>(headers);
        all.put("Authorization", "SharedAccessKey " + Namespace.KEY);
        return http.post(base.resolve(path + "?api-version=" + VERSION + query), all, body);
    }

    private String path(String operation) {
        return "/topics/" + topic + "/eventsubscriptions/" + subscription + ":" + operation;
    }
}
