package io.gridgate.accept.quarantine;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.accept.CloudEventsScheme;
import io.gridgate.accept.ContentHash;
import io.gridgate.accept.ContractRule;
import io.gridgate.accept.ContractRule.OnUnknownType;
import io.gridgate.accept.ContractRule.OnViolation;
import io.gridgate.accept.PublishGate;
import io.gridgate.accept.PublishRule;
import io.gridgate.accept.Source;
import io.gridgate.accept.SourceId;
import io.gridgate.accept.SourceLimits;
import io.gridgate.auth.ApiKeyCredential;
import io.gridgate.auth.KeyPlace;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.Secret;
import io.gridgate.contract.Contracts;
import io.gridgate.deliver.forward.Outbox;
import io.gridgate.event.Event;
import io.gridgate.event.EventBuilder;
import io.gridgate.event.Item;
import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.LogFixture;
import io.gridgate.log.NewEvent;
import io.gridgate.log.Tally;
import io.gridgate.log.embedded.EmbeddedFixture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** What people decide about events, and what is left of it after a crash. */
class QuarantineTest {

    private static final SourceId SHOP = new SourceId("acme", "shop");
    private static final Duration DAY = Duration.ofDays(1);
    private static final String BAD = "{\"count\":\"1\",\"price\":19.90}";
    private static final String PATCH = "[{\"op\":\"replace\",\"path\":\"/count\",\"value\":1}]";

    @TempDir private Path folder;
    private LogFixture store;
    private Source source;
    private Quarantine quarantine;

    LogFixture open(Path data) {
        return new EmbeddedFixture(data);
    }

    @BeforeEach
    void start() throws IOException {
        Path schemas = Files.createDirectories(folder.resolve("schemas/counted"));
        Files.writeString(
                schemas.resolve("1.json"), "{\"properties\":{\"count\":{\"type\":\"integer\"}}}");
        Contracts contracts = Contracts.load(folder.resolve("schemas"));
        ContractRule rule =
                new ContractRule(() -> contracts, OnViolation.QUARANTINE, OnUnknownType.ACCEPT);
        source =
                new Source(
                        SHOP,
                        new ApiKeyCredential(
                                KeyPlace.API_KEY,
                                List.of(LiveSecret.always(Secret.of("0123456789abcdef"))),
                                InstantSource.system()),
                        new CloudEventsScheme(),
                        SourceLimits.DEFAULT,
                        new PublishGate(PublishRule.ANYTHING),
                        Optional.of(rule));
        store = open(Files.createDirectories(folder.resolve("data")));
        Outbox.declare(log(), SHOP.outbox(), DAY, DAY);
        QuarantineTopic.declare(log(), SHOP, DAY, DAY);
        quarantine = new Quarantine(log(), List.of(source));
    }

    @AfterEach
    void stop() {
        store.close();
    }

    @Test
    void listsEventsInTheirOrderAndPageByPage() throws Exception {
        List<Long> sequences = new ArrayList<>();
        for (int i = 0; i < 7; i++) {
            sequences.add(hold("e" + i, BAD));
        }

        assertThat(ids(quarantine.list(SHOP, -1, 3))).containsExactly("e0", "e1", "e2");
        assertThat(ids(quarantine.list(SHOP, sequences.get(2), 3)))
                .containsExactly("e3", "e4", "e5");
        assertThat(ids(quarantine.list(SHOP, sequences.get(5), 3))).containsExactly("e6");
        assertThat(quarantine.tally(SHOP)).isEqualTo(new Tally(7, 0, 0, 7, 0));
        HeldEvent first = quarantine.list(SHOP, -1, 1).getFirst();
        assertThat(first.contract()).hasToString("Optional[counted/1]");
        assertThat(first.violations().getFirst().detail()).isEqualTo("must be integer, is string");
    }

    @Test
    void releasesAnEventAsItIs() throws Exception {
        long a = hold("a", BAD);

        Ruling ruling = quarantine.release(SHOP, a);

        assertThat(ruling).isInstanceOf(Ruling.Released.class);
        assertThat(((Ruling.Released) ruling).gone()).isTrue();
        assertThat(forwarded()).containsExactly(event("a", BAD));
        assertThat(quarantine.tally(SHOP)).isEqualTo(new Tally(1, 1, 0, 0, 0));
        assertThat(quarantine.release(SHOP, a)).isEqualTo(new Ruling.Unknown());
    }

    @Test
    void repairsAnEventAndLeavesTheRestOfItByteForByte() throws Exception {
        long a = hold("a", BAD);

        Ruling tried = quarantine.look(SHOP, a, PATCH.getBytes(UTF_8));

        assertThat(((Ruling.Kept) tried).event().violations()).isEmpty();
        assertThat(forwarded()).isEmpty();
        assertThat(quarantine.repair(SHOP, a, PATCH.getBytes(UTF_8)))
                .isInstanceOf(Ruling.Released.class);
        assertThat(forwarded()).containsExactly(event("a", "{\"count\":1,\"price\":19.90}"));
    }

    @Test
    void keepsWhatIsNotRepairedByAPatch() throws Exception {
        long a = hold("a", BAD);
        String wrong = PATCH.replace(":1}", ":1.5}");

        Ruling ruling = quarantine.repair(SHOP, a, wrong.getBytes(UTF_8));

        assertThat(((Ruling.Kept) ruling).event().violations().getFirst().detail())
                .isEqualTo("must be integer, is number");
        assertThat(quarantine.repair(SHOP, a, "{}".getBytes(UTF_8)))
                .isEqualTo(new Ruling.BadPatch("a patch must be an array of operations"));
        assertThat(quarantine.tally(SHOP)).isEqualTo(new Tally(1, 0, 0, 1, 0));
        assertThat(forwarded()).isEmpty();
    }

    @Test
    void makesADroppedEventADeadLetter() throws Exception {
        long a = hold("a", BAD);

        assertThat(quarantine.drop(SHOP, a, "made by a test")).isInstanceOf(Ruling.Dropped.class);

        assertThat(quarantine.tally(SHOP)).isEqualTo(new Tally(1, 0, 1, 0, 0));
        assertThat(
                        log().deadLetters(QuarantineTopic.subscription(SHOP), -1, 10)
                                .getFirst()
                                .detail())
                .isEqualTo("made by a test");
        assertThat(forwarded()).isEmpty();
    }

    @Test
    void keepsAnEventWhoseIdAnotherOneTookMeanwhile() throws Exception {
        long a = hold("a", BAD);
        put("a", "{\"count\":2}");

        assertThat(quarantine.release(SHOP, a)).isInstanceOf(Ruling.Conflict.class);
        assertThat(quarantine.tally(SHOP)).isEqualTo(new Tally(1, 0, 0, 1, 0));
    }

    @Test
    void saysThatSomebodyElseHasAnEvent() throws Exception {
        long a = hold("a", BAD);
        Delivery delivery = lease();

        assertThat(quarantine.release(SHOP, a)).isEqualTo(new Ruling.Busy());
        assertThat(delivery.event().sequence()).isEqualTo(a);
    }

    @Test
    void neitherLosesNorRepeatsAnEventWhereTheProcessDiesBetweenTheTwoWrites() throws Exception {
        long a = hold("a", BAD);
        lease();
        put("a", BAD);
        store.crash();
        store.clock().advance(Shelf.LOCK.plusSeconds(1));
        store.tick();
        quarantine = new Quarantine(log(), List.of(source));

        assertThat(ids(quarantine.list(SHOP, -1, 10))).containsExactly("a");
        assertThat(quarantine.release(SHOP, a)).isInstanceOf(Ruling.Released.class);
        assertThat(forwarded()).containsExactly(event("a", BAD));
        assertThat(quarantine.tally(SHOP)).isEqualTo(new Tally(1, 1, 0, 0, 0));
    }

    @Test
    void hasTheEventsAfterACrash() throws Exception {
        hold("a", BAD);
        long b = hold("b", BAD);
        quarantine.drop(SHOP, b, "no");
        store.crash();
        quarantine = new Quarantine(log(), List.of(source));

        assertThat(ids(quarantine.list(SHOP, -1, 10))).containsExactly("a");
        assertThat(quarantine.tally(SHOP)).isEqualTo(new Tally(2, 0, 1, 1, 0));
    }

    private EventLog log() {
        return store.log();
    }

    /** Puts an event into quarantine and returns its sequence, which stores begin as they like. */
    private long hold(String id, String data) throws InterruptedException {
        return log().append(SHOP.quarantine(), List.of(made(id, data))).getFirst().sequence();
    }

    private void put(String id, String data) throws InterruptedException {
        log().append(SHOP.outbox(), List.of(made(id, data)));
    }

    private Delivery lease() throws InterruptedException {
        return log().lease(QuarantineTopic.subscription(SHOP), 1, Duration.ZERO, Shelf.LOCK)
                .getFirst();
    }

    private List<String> forwarded() throws InterruptedException {
        return log()
                .lease(Outbox.subscription(SHOP.outbox()), 10, Duration.ZERO, Shelf.LOCK)
                .stream()
                .map(it -> new String(it.event().json(), UTF_8))
                .toList();
    }

    private static NewEvent made(String id, String data) {
        Item item =
                new EventBuilder()
                        .attribute("id", id)
                        .attribute("source", "/s")
                        .attribute("type", "counted")
                        .data(data.getBytes(UTF_8))
                        .build();
        Event event = ((Item.Valid) item).event();
        return new NewEvent(event, ContentHash.of(event.json()));
    }

    private static String event(String id, String data) {
        return new String(made(id, data).event().json(), UTF_8);
    }

    private static List<String> ids(List<HeldEvent> events) {
        return events.stream().map(it -> it.event().key().id()).toList();
    }
}
