package io.gridgate.handlers.claimcheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.client.ReleaseDelay;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

class ClaimResolverTest {

    private static final DeliveryContext CONTEXT = DeliveryContext.of(1, Instant.EPOCH);
    private static final URI BASE = URI.create("https://claims.internal/");

    @TempDir private Path folder;
    private final List<CloudEvent> handled = new ArrayList<>();
    private FolderStore store;
    private EventHandler handler;

    @BeforeEach
    void makeHandler() {
        store = new FolderStore(folder, BASE);
        handler = new ClaimResolver(10_000, store).resolving(this::keep);
    }

    private Outcome keep(CloudEvent event, DeliveryContext context) {
        handled.add(event);
        return Outcome.acknowledge();
    }

    private static JsonCloudEvent event(String members) {
        return JsonCloudEvent.of(
                "{\"specversion\":\"1.0\",\"id\":\"a\",\"source\":\"/s\",\"type\":\"t\"%s}"
                        .formatted(members)
                        .getBytes(StandardCharsets.UTF_8));
    }

    private JsonCloudEvent checkedIn(String members) throws Exception {
        return new ClaimCheck(store, 1_000).checkIn(event(members));
    }

    private Path file() throws IOException {
        try (var files = Files.list(folder)) {
            return files.findFirst().orElseThrow();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | [1.10, \"\\u00e4 | \"]",
                "text/plain | \" | \"",
                "application/xml | \"<a> | </a>\""
            })
    void givesTheHandlerTheDataThatWereCheckedIn(String type, String before, String after)
            throws Exception {
        String data = before + "x".repeat(2_000) + after;
        String members = ",\"datacontenttype\":\"" + type + "\",\"data\":" + data;

        assertThat(handler.handle(checkedIn(members), CONTEXT)).isEqualTo(Outcome.acknowledge());

        assertThat(handled.getFirst().getData().toBytes())
                .isEqualTo(event(members).getData().toBytes());
        assertThat(handled.getFirst().getId()).isEqualTo("a");
        assertThat(handled.getFirst().getExtension("dataref")).isNotNull();
    }

    @Test
    void passesOnWhatHasItsDataWithIt() throws Exception {
        CloudEvent small = event(",\"data\":1");
        CloudEvent both = event(",\"data\":1,\"dataref\":\"https://elsewhere.example/\"");
        CloudEvent none = event("");

        for (CloudEvent event : List.of(small, both, none)) {
            assertThat(handler.handle(event, CONTEXT)).isEqualTo(Outcome.acknowledge());
        }
        assertThat(handled).containsExactly(small, both, none);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://169.254.169.254/metadata", "file:///etc/passwd", "a b", "x"})
    void rejectsAnAddressThatNobodyAllowed(String dataref) throws Exception {
        assertThat(handler.handle(event("").with(Map.of("dataref", dataref)), CONTEXT))
                .isEqualTo(Outcome.reject("its dataref is no address that may be read here"));
        assertThat(handled).isEmpty();
    }

    @Test
    void rejectsDataThatWereChangedWhereTheyLay() throws Exception {
        CloudEvent event = checkedIn(",\"data\":\"" + "x".repeat(1_998) + "\"");
        Files.write(file(), "y".repeat(2_000).getBytes(StandardCharsets.UTF_8));

        assertThat(handler.handle(event, CONTEXT))
                .isEqualTo(Outcome.reject("its data are not those of its datadigest"));

        Files.write(file(), new byte[3]);
        assertThat(handler.handle(event, CONTEXT))
                .isEqualTo(Outcome.reject("its data have 3 bytes, its datalength is 2000"));
        assertThat(handled).isEmpty();
    }

    @Test
    void rejectsMoreDataThanAllowed() throws Exception {
        CloudEvent event = checkedIn(",\"data\":\"" + "x".repeat(10_000) + "\"");

        assertThat(handler.handle(event, CONTEXT))
                .isEqualTo(Outcome.reject("its data have more than 10000 bytes"));
    }

    @Test
    void failsWhereTheDataAreNotThereSoThatTheEventComesAgain() throws Exception {
        CloudEvent event = checkedIn(",\"data\":\"" + "x".repeat(2_000) + "\"");
        byte[] data = Files.readAllBytes(file());
        Path file = file();
        Files.delete(file);

        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> handler.handle(event, CONTEXT))
                .withMessage("nothing is stored where the event's dataref points to");

        Files.write(file, data);
        assertThat(handler.handle(event, CONTEXT)).isEqualTo(Outcome.acknowledge());
    }

    @Test
    void wantsADigestUnlessToldOtherwise() throws Exception {
        URI address = store.put("0".repeat(64), "{\"x\":1}".getBytes(StandardCharsets.UTF_8));
        CloudEvent event = event("").with(Map.of("dataref", address));

        assertThat(handler.handle(event, CONTEXT))
                .isEqualTo(Outcome.reject("it has a dataref and no datadigest"));

        EventHandler trusting =
                new ClaimResolver(100, store).acceptingUnverified().resolving(this::keep);
        assertThat(trusting.handle(event, CONTEXT)).isEqualTo(Outcome.acknowledge());
        assertThat(handled.getFirst().getData().toBytes()).asString().isEqualTo("{\"x\":1}");
    }

    @Test
    void rejectsWhatIsNoJsonThoughTheEventSaysSo() throws Exception {
        URI address = store.put("0".repeat(64), "{".getBytes(StandardCharsets.UTF_8));
        CloudEvent event =
                event(",\"datacontenttype\":\"application/json\"").with(Map.of("dataref", address));

        assertThat(
                        new ClaimResolver(100, store)
                                .acceptingUnverified()
                                .resolving(this::keep)
                                .handle(event, CONTEXT))
                .isEqualTo(
                        Outcome.reject(
                                "the data of the event are not JSON, but its datacontenttype is"
                                        + " application/json"));
    }

    @Test
    void resolvesForAHandlerWithinATransaction() throws Exception {
        CloudEvent event = checkedIn(",\"data\":\"" + "x".repeat(2_000) + "\"");
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:");
        var transactional =
                new ClaimResolver(10_000, store)
                        .resolving((whole, context, connection) -> keep(whole, context));
        try (var connection = database.getConnection()) {
            assertThat(transactional.handle(event, CONTEXT, connection))
                    .isEqualTo(Outcome.acknowledge());
            assertThat(
                            transactional.handle(
                                    event("").with(Map.of("dataref", "x")), CONTEXT, connection))
                    .isInstanceOf(Outcome.Reject.class);
        }
        assertThat(handled.getFirst().getData().toBytes()).hasSize(2_002);
    }

    @Test
    void deletesOnlyWhatIsAcknowledged() throws Exception {
        CloudEvent event = checkedIn(",\"data\":\"" + "x".repeat(2_000) + "\"");
        Path file = file();
        try (var deleting = new DeleteAcknowledged(store)) {
            deleting.settled(event, CONTEXT, Outcome.release(ReleaseDelay.NO_DELAY));
            deleting.settled(event, CONTEXT, Outcome.reject("no"));
        }
        assertThat(file).exists();

        try (var deleting = new DeleteAcknowledged(store)) {
            deleting.settled(event(""), CONTEXT, Outcome.acknowledge());
            deleting.settled(
                    event("").with(Map.of("dataref", "a b")), CONTEXT, Outcome.acknowledge());
            deleting.settled(
                    event("").with(Map.of("dataref", "file:///etc/passwd")),
                    CONTEXT,
                    Outcome.acknowledge());
            deleting.settled(event, CONTEXT, Outcome.acknowledge());
        }
        assertThat(file).doesNotExist();
    }

    @Test
    void holdsItsLimitsToTheirBounds() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ClaimResolver(0, store));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new ClaimResolver((1 << 30) + 1, store))
                .withMessage("dataBytesMax is 1073741825, must be 1 to 1073741824");
        assertThatIllegalArgumentException().isThrownBy(() -> new ClaimResolver(1));
    }
}
