package io.gridgate.handlers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.rw.CloudEventRWException;
import io.gridgate.handlers.JsonLinesHandler.Durability;
import io.gridgate.handlers.client.JsonCloudEvent;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.net.URI;
import java.nio.channels.ClosedChannelException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

class JsonLinesHandlerTest {

    private static final DeliveryContext CONTEXT = DeliveryContext.of(1, Instant.EPOCH);

    @TempDir private Path folder;
    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("events.jsonl");
    }

    @Test
    void writesTheExactJsonOfAnEventAsOneLine() throws Exception {
        String exact = "{ \"id\":\"1\", \"source\":\"s\",\t\"data\":{ \"a\" : 1.10 } }";
        try (var handler = open()) {
            assertThat(handler.handle(event(exact), CONTEXT)).isEqualTo(Outcome.acknowledge());
        }
        assertThat(file).hasContent(exact + "\n");
    }

    @Test
    void takesWhiteSpaceOnlyFromJsonThatSpansLines() throws Exception {
        try (var handler = open()) {
            handler.handle(
                    event(
                            """
                            {
                              "id": "a \\" b\\\\",\r
                              "source" : "s  s", "data": [ 1.10 , "\\n  x" ]
                            }\
                            """),
                    CONTEXT);
        }
        assertThat(file)
                .hasContent(
                        "{\"id\":\"a \\\" b\\\\\",\"source\":\"s  s\",\"data\":[1.10,\"\\n  x\"]}\n");
    }

    @Test
    void writesEventsOfTheCloudEventsSdk() throws Exception {
        try (var handler = open()) {
            handler.handle(
                    CloudEventBuilder.v1()
                            .withId("1")
                            .withSource(URI.create("s"))
                            .withType("t")
                            .build(),
                    CONTEXT);
        }
        assertThat(file)
                .hasContent(
                        "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"s\",\"type\":\"t\"}\n");
    }

    @Test
    void writesAnEventOnceAlsoAfterItWasOpenedAgain() throws Exception {
        try (var handler = open()) {
            handler.handle(numbered(1), CONTEXT);
            handler.handle(numbered(1), CONTEXT);
            handler.handle(event("{\"id\":\"1\",\"source\":\"other\"}"), CONTEXT);
        }
        try (var handler = open()) {
            handler.handle(numbered(1), CONTEXT);
            handler.handle(numbered(2), CONTEXT);
        }
        assertThat(Files.readAllLines(file))
                .containsExactly(text(1), "{\"id\":\"1\",\"source\":\"other\"}", text(2));
    }

    @Test
    void writesEachEventOnceHoweverManyThreadsBringIt() throws Exception {
        int events = 200;
        List<Integer> deliveries =
                new ArrayList<>(
                        IntStream.range(0, 3 * events).map(i -> i % events).boxed().toList());
        Collections.shuffle(deliveries, new Random(7));
        try (var handler = JsonLinesHandler.open(file, Durability.DISK);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Outcome>> outcomes = new ArrayList<>();
            for (int number : deliveries) {
                outcomes.add(threads.submit(() -> handler.handle(numbered(number), CONTEXT)));
            }
            for (Future<Outcome> outcome : outcomes) {
                assertThat(outcome.get()).isEqualTo(Outcome.acknowledge());
            }
        }
        assertThat(Files.readAllLines(file))
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, events).mapToObj(JsonLinesHandlerTest::text).toList());
    }

    @Test
    void removesALineThatACrashCutShortWhereverItDid() throws Exception {
        String whole = text(1) + "\n";
        for (int length = 0; length <= whole.length(); length++) {
            Files.writeString(file, text(0) + "\n" + whole.substring(0, length));
            try (var handler = open()) {
                handler.handle(numbered(0), CONTEXT);
                handler.handle(numbered(1), CONTEXT);
            }
            assertThat(Files.readAllLines(file))
                    .as("cut at %d", length)
                    .containsExactly(text(0), text(1));
        }
    }

    @Test
    void leavesLinesThatAreNoEventsWhereTheyAre() throws Exception {
        Files.writeString(file, "# by hand\n\n{\"id\":\"x\"}\n" + text(1) + "\n");
        try (var handler = open()) {
            handler.handle(numbered(1), CONTEXT);
            handler.handle(numbered(2), CONTEXT);
        }
        assertThat(Files.readAllLines(file))
                .containsExactly("# by hand", "", "{\"id\":\"x\"}", text(1), text(2));
    }

    @Test
    void readsAFileThatIsLongerThanItsBuffer() throws Exception {
        int events = 3000;
        try (var handler = open()) {
            for (int i = 0; i < events; i++) {
                handler.handle(numbered(i), CONTEXT);
            }
        }
        long size = Files.size(file);
        try (var handler = open()) {
            for (int i = 0; i < events; i++) {
                handler.handle(numbered(i), CONTEXT);
            }
        }
        assertThat(size).isGreaterThan(1 << 16);
        assertThat(Files.size(file)).isEqualTo(size);
    }

    @Test
    void remembersOnlyAsManyAsTold() throws Exception {
        try (var handler = JsonLinesHandler.open(file, Durability.PROCESS, 2)) {
            for (int number : new int[] {1, 2, 3, 3, 2, 1}) {
                handler.handle(numbered(number), CONTEXT);
            }
        }
        assertThat(Files.readAllLines(file)).containsExactly(text(1), text(2), text(3), text(1));
    }

    @Test
    void failsOnAnEventWithoutIdAndOnAClosedFile() throws Exception {
        var handler = open();
        assertThatExceptionOfType(CloudEventRWException.class)
                .isThrownBy(() -> handler.handle(event("{\"source\":\"s\"}"), CONTEXT));
        handler.close();
        assertThatExceptionOfType(ClosedChannelException.class)
                .isThrownBy(() -> handler.handle(numbered(1), CONTEXT));
        assertThat(file).isEmptyFile();
    }

    @Test
    void refusesAFileThatIsInUse() throws Exception {
        try (var handler = open()) {
            assertThatIOException().isThrownBy(this::open).withMessageContaining("open");
            handler.handle(numbered(1), CONTEXT);
        }
        Files.writeString(file, "", StandardOpenOption.APPEND);
        assertThat(Files.readAllLines(file)).containsExactly(text(1));
    }

    private JsonLinesHandler open() throws IOException {
        return JsonLinesHandler.open(file, Durability.PROCESS);
    }

    private static String text(int number) {
        return "{\"id\":\"%d\",\"source\":\"s\",\"data\":{\"n\":%d}}".formatted(number, number);
    }

    private static JsonCloudEvent numbered(int number) {
        return event(text(number));
    }

    private static JsonCloudEvent event(String json) {
        return JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
