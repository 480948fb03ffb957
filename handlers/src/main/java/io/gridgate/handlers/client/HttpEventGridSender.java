package io.gridgate.handlers.client;

import io.cloudevents.CloudEvent;

import java.util.ArrayList;
import java.util.List;

/** Publishes over HTTP: one event in structured mode, several as a JSON batch. */
final class HttpEventGridSender implements EventGridSender {

    private static final String ONE = "application/cloudevents+json; charset=utf-8";
    private static final String BATCH = "application/cloudevents-batch+json; charset=utf-8";

    private final NamespaceConnection connection;
    private final String path;

    HttpEventGridSender(NamespaceConnection connection, String topicPath) {
        this.connection = connection;
        this.path = topicPath + ":publish";
    }

    @Override
    public void send(CloudEvent event) {
        connection.post(path, "", ONE, JsonCloudEvent.from(event).json());
    }

    @Override
    public void send(List<? extends CloudEvent> events) {
        if (!events.isEmpty()) {
            connection.post(path, "", BATCH, batch(events));
        }
    }

    private static byte[] batch(List<? extends CloudEvent> events) {
        List<byte[]> items = new ArrayList<>(events.size());
        int length = 1;
        for (CloudEvent event : events) {
            byte[] json = JsonCloudEvent.from(event).json();
            items.add(json);
            length = Math.addExact(length, json.length + 1);
        }
        byte[] batch = new byte[length];
        int at = 0;
        for (byte[] json : items) {
            batch[at++] = (byte) (at == 1 ? '[' : ',');
            System.arraycopy(json, 0, batch, at, json.length);
            at += json.length;
        }
        batch[at] = ']';
        return batch;
    }

    @Override
    public void close() {
        connection.close();
    }
}
