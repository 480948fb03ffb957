package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonGenerator;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/** Receives and settles over HTTP. */
final class HttpEventGridReceiver implements EventGridReceiver {

    private final NamespaceConnection connection;
    private final String path;

    HttpEventGridReceiver(NamespaceConnection connection, String subscriptionPath) {
        this.connection = connection;
        this.path = subscriptionPath;
    }

    @Override
    public ReceiveResult receive(int maxEvents, Duration maxWaitTime) {
        long seconds = Math.max(0, maxWaitTime.plusNanos(999_999_999).toSeconds());
        String query = "&maxEvents=" + maxEvents + "&maxWaitTime=" + seconds;
        byte[] answer = connection.longPoll(path + ":receive", query, Duration.ofSeconds(seconds));
        try {
            return ReceiveAnswer.read(answer);
        } catch (IOException e) {
            throw Failures.badAnswer(path + ":receive", e);
        }
    }

    @Override
    public SettlementResult acknowledge(List<String> lockTokens) {
        return settle(":acknowledge", "", lockTokens);
    }

    @Override
    public SettlementResult release(List<String> lockTokens, ReleaseDelay delay) {
        String query =
                delay == ReleaseDelay.NO_DELAY ? "" : "&releaseDelayInSeconds=" + delay.seconds();
        return settle(":release", query, lockTokens);
    }

    @Override
    public SettlementResult reject(List<String> lockTokens) {
        return settle(":reject", "", lockTokens);
    }

    @Override
    public SettlementResult renewLocks(List<String> lockTokens) {
        return settle(":renewLock", "", lockTokens);
    }

    private SettlementResult settle(String operation, String query, List<String> lockTokens) {
        if (lockTokens.isEmpty()) {
            return new SettlementResult(List.of(), List.of());
        }
        String target = path + operation;
        byte[] answer = connection.post(target, query, "application/json", body(lockTokens));
        try {
            return SettlementAnswer.read(answer);
        } catch (IOException e) {
            throw Failures.badAnswer(target, e);
        }
    }

    private static byte[] body(List<String> lockTokens) {
        ByteArrayOutputStream out = new ByteArrayOutputStream(32 + lockTokens.size() * 96);
        try (JsonGenerator json = Json.FACTORY.createGenerator(out)) {
            json.writeStartObject();
            json.writeArrayFieldStart("lockTokens");
            for (String token : lockTokens) {
                json.writeString(token);
            }
            json.writeEndArray();
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return out.toByteArray();
    }

    @Override
    public void close() {
        connection.close();
    }
}
