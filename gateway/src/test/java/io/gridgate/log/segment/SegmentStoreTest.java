package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** What is put is found, until it is removed or not wanted any more, and after every start. */
class SegmentStoreTest {

    @TempDir private Path parent;

    private StoreFixture it;

    @BeforeEach
    void open() {
        it = new StoreFixture(parent.resolve("store"));
    }

    @AfterEach
    void close() {
        it.close();
    }

    private Entry floor(int owner, long number) {
        return Objects.requireNonNull(it.store().floor(Kind.EVENTS, owner, number));
    }

    @Test
    void findsTheRecordUpToANumber() {
        it.put(Kind.EVENTS, 1, 10, "ten");
        it.put(Kind.EVENTS, 1, 20, "twenty");
        it.put(Kind.EVENTS, 2, 15, "of another");

        assertThat(it.store().floor(Kind.EVENTS, 1, 9)).isNull();
        assertThat(StoreFixture.text(floor(1, 10))).isEqualTo("ten");
        assertThat(floor(1, 19).number()).isEqualTo(10);
        assertThat(floor(1, Long.MAX_VALUE).number()).isEqualTo(20);
        assertThat(it.store().floor(Kind.EVENTS, 3, 10)).isNull();
        assertThat(it.store().floor(Kind.DEDUP, 1, 10)).isNull();
    }

    @Test
    void scansWhatIsWantedWithinBoundsUntilToldToStop() {
        it.putEvents(1, 0, 20);
        it.store().remove(Kind.EVENTS, 1, 5, 8);

        assertThat(it.scanned(Kind.EVENTS, 1)).hasSize(17).doesNotContain(5L, 6L, 7L).isSorted();
        List<Long> some = new java.util.ArrayList<>();
        it.store()
                .scan(Kind.EVENTS, 1, 4, 12, entry -> some.add(entry.number()) && some.size() < 3);
        assertThat(some).containsExactly(4L, 8L, 9L);
        it.store().scan(Kind.EVENTS, 1, 18, 19, entry -> some.add(entry.number()));
        assertThat(some).endsWith(18L).hasSize(4);
    }

    @Test
    void pagesDeadLettersThatCameInAnyOrder() {
        for (long number : new long[] {30, 10, 50, 20, 40}) {
            it.put(Kind.DEAD, 1, number, "d" + number);
        }
        assertThat(it.paged(1, 0, 3)).containsExactly("10=d10", "20=d20", "30=d30");
        assertThat(it.paged(1, 31, 3)).containsExactly("40=d40", "50=d50");
        assertThat(it.store().has(Kind.DEAD, 1, 20)).isTrue();
        assertThat(it.store().has(Kind.DEAD, 1, 21)).isFalse();
        assertThat(it.store().has(Kind.DEAD, 2, 20)).isFalse();
    }

    @Test
    void removesTheDeadLetterThatWasMeantWhenOthersComeBeforeIt() {
        it.put(Kind.DEAD, 1, 20, "twenty");
        it.put(Kind.DEAD, 1, 40, "forty");
        it.store().remove(Kind.DEAD, 1, 20, 21);
        it.put(Kind.DEAD, 1, 10, "ten");
        it.put(Kind.DEAD, 1, 30, "thirty");

        assertThat(it.paged(1, 0, 9)).containsExactly("10=ten", "30=thirty", "40=forty");
        assertThat(it.store().has(Kind.DEAD, 1, 20)).isFalse();
    }

    @Test
    void hasTheLastOfAChunkUntilItIsRemoved() {
        it.put(Kind.CHUNKS, 1, 5, "five");
        it.put(Kind.CHUNKS, 1, 7, "seven");
        it.put(Kind.CHUNKS, 1, 5, "five again");
        assertThat(it.chunks(1, 0, 100)).containsExactly("5=five again", "7=seven");
        assertThat(it.chunks(1, 6, 7)).isEmpty();
        assertThat(it.chunks(1, 7, 6)).isEmpty();

        it.removeChunk(1, 5);
        assertThat(it.chunks(1, 0, 100)).containsExactly("7=seven");
        assertThat(it.store().chunk(1, 6)).isNull();
        assertThat(Objects.requireNonNull(it.store().chunk(1, 8)).number()).isEqualTo(7);
        it.reopen();
        assertThat(it.chunks(1, 0, 100)).containsExactly("7=seven");
    }

    @Test
    void refusesToRemoveByARoundWhatIsNotWrittenAgain() {
        Round round = new Round();
        assertThatThrownBy(() -> round.remove(Kind.EVENTS, 1, 1))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("only chunks are removed by a round, not EVENTS");
        assertThat(round.isEmpty()).isTrue();
    }

    @Test
    void retainsWhatIsWanted() {
        it.putEvents(1, 0, 30);
        it.reopen();
        it.store().retain(Kind.EVENTS, 1, number -> number % 3 == 0);
        assertThat(it.scanned(Kind.EVENTS, 1))
                .containsExactly(0L, 3L, 6L, 9L, 12L, 15L, 18L, 21L, 24L, 27L);
    }

    @Test
    void goesOnInNewSegmentsAndCountsBytes() {
        it.putEvents(1, 0, 30);
        SegmentStore.Usage usage = it.store().usage();
        assertThat(usage.segments()).isEqualTo(5);
        assertThat(usage.liveBytes()).isEqualTo(30 * (10_000 + Frame.ENTRY_BYTES));
        assertThat(usage.bytes()).isBetween(usage.liveBytes(), usage.liveBytes() + 30 * 64);

        it.store().remove(Kind.EVENTS, 1, 0, 10);
        it.store().remove(Kind.EVENTS, 1, 0, 10);
        assertThat(it.store().usage().liveBytes()).isEqualTo(20 * (10_000 + Frame.ENTRY_BYTES));
    }

    @Test
    void takesARoundLargerThanASegment() {
        byte[] large = new byte[300_000];
        large[299_999] = 7;
        it.put(Kind.EVENTS, 1, 1, large);
        it.put(Kind.EVENTS, 1, 2, "small");
        it.crash();
        assertThat(floor(1, 1).present()).isEqualTo(large);
        assertThat(StoreFixture.text(floor(1, 2))).isEqualTo("small");
    }

    @Test
    void repeatsTheSettingsInEverySegment() {
        it.put(Kind.META, 1, 1, "one");
        it.put(Kind.META, 1, 1, "one changed");
        it.put(Kind.META, 2, 9, "nine");
        it.putEvents(1, 0, 20);
        for (Path segment : it.files(".log")) {
            SegmentName name = Objects.requireNonNull(SegmentName.of(segment));
            if (name.last() == it.store().usage().segments() + 1) {
                continue; // the next one, not begun
            }
            Content content = scanned(name, segment);
            assertThat(Objects.requireNonNull(content.run(new Content.Key(Kind.META, 1))).value(0))
                    .asString()
                    .isEqualTo("one changed");
            assertThat(content.run(new Content.Key(Kind.META, 2))).isNotNull();
            content.segment().release();
        }
        it.reopen();
        assertThat(it.store().settings(1).get(1L)).asString().isEqualTo("one changed");
        assertThat(it.store().settings(2).get(9L)).asString().isEqualTo("nine");
        assertThat(it.store().settings(3)).isEmpty();
    }

    private static Content scanned(SegmentName name, Path file) {
        try {
            return new SegmentScan(Segment.open(name, file)).content(Long.MAX_VALUE);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Test
    void answersThatItIsClosed() {
        it.put(Kind.EVENTS, 1, 1, "one");
        Entry entry = floor(1, 1);
        it.close();
        assertThatThrownBy(() -> it.store().floor(Kind.EVENTS, 1, 1))
                .isInstanceOf(LogException.Unavailable.class)
                .hasMessage("the log is closed");
        assertThat(entry.value()).isNull();
        assertThatThrownBy(entry::present).isInstanceOf(LogException.Unavailable.class);
        assertThatThrownBy(() -> it.put(Kind.EVENTS, 1, 2, "two"))
                .isInstanceOf(LogException.Unavailable.class);
        it.close();
    }
}
