package io.gridgate.deliver.forward;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.deliver.SinkResult;
import io.gridgate.deliver.SinkResult.Scope;
import io.gridgate.event.EventKey;
import io.gridgate.handlers.claimcheck.ClaimCheck;
import io.gridgate.handlers.claimcheck.FolderStore;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.log.StoredEvent;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

final class ClaimCheckSinkTest {

    @TempDir private Path folder;
    private final List<StoredEvent> sent = new ArrayList<>();

    @Test
    void sendsSmallEventsByteForByteAndLargeOnesWithTheirAddress() throws IOException {
        StoredEvent small = event("small", ", \"data\": {\"z\":1.10,\"a\":1e400}");
        StoredEvent large = event("large", ",\"data\":\"" + "x".repeat(1_000) + "\"");

        assertThat(sink().send(List.of(small, large))).isEqualTo(new SinkResult.Delivered());

        assertThat(sent.get(0).json()).isEqualTo(small.json());
        assertThat(new String(sent.get(1).json(), UTF_8))
                .contains(
                        "\"dataref\":\"file:///", "\"datalength\":1002", "\"datadigest\":\"sha256:")
                .doesNotContain("xxx");
        assertThat(sent.get(1).key()).isEqualTo(large.key());
    }

    @Test
    void storesAnEventOnceHoweverOftenItIsSent() throws IOException {
        StoredEvent large = event("large", ",\"data\":\"" + "x".repeat(1_000) + "\"");
        assertThat(sink().send(List.of(large))).isEqualTo(new SinkResult.Delivered());
        assertThat(sink().send(List.of(large))).isEqualTo(new SinkResult.Delivered());

        try (Stream<Path> files = Files.list(folder.resolve("store"))) {
            assertThat(files).hasSize(1);
        }
        assertThat(sent.get(0).json()).isEqualTo(sent.get(1).json());
    }

    @Test
    void refusesAnEventThatHasBothLargeDataAndAnAddress() {
        StoredEvent both =
                event("both", ",\"dataref\":\"/x\",\"data\":\"" + "x".repeat(1_000) + "\"");

        assertThat(sink().send(List.of(both)))
                .isEqualTo(
                        new SinkResult.Refused(
                                "claim check: the event has data that are too big and a dataref"
                                        + " already; leave out one"));
        assertThat(sent).isEmpty();
    }

    @Test
    void sendsNothingWhileTheStoreFails() throws IOException {
        ClaimCheckSink sink = sink();
        Files.delete(folder.resolve("store"));

        assertThat(sink.send(List.of(event("large", ",\"data\":\"" + "x".repeat(1_000) + "\""))))
                .isInstanceOfSatisfying(
                        SinkResult.Failed.class,
                        failed -> assertThat(failed.scope()).isEqualTo(Scope.TARGET));
        assertThat(sent).isEmpty();
    }

    private ClaimCheckSink sink() {
        return new ClaimCheckSink(
                new ClaimCheck(new FolderStore(folder.resolve("store")), 1_000),
                events -> {
                    sent.addAll(events);
                    return new SinkResult.Delivered();
                });
    }

    private static StoredEvent event(String id, String more) {
        byte[] json =
                "{\"specversion\":\"1.0\",\"type\":\"t\",\"source\":\"/s\",\"id\":\"%s\"%s}"
                        .formatted(id, more)
                        .getBytes(UTF_8);
        assertThat(JsonCloudEvent.of(json).getId()).isEqualTo(id);
        return new StoredEvent(1, Instant.EPOCH, new EventKey("/s", id), "t", json);
    }
}
