package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** What a start makes of the files that it finds. */
class OpeningTest {

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

    private void assertEvents(int count) {
        assertThat(it.scanned(Kind.EVENTS, 1)).hasSize(count);
        for (long number = 0; number < count; number++) {
            Entry entry = Objects.requireNonNull(it.store().floor(Kind.EVENTS, 1, number));
            assertThat(entry.present()).isEqualTo(StoreFixture.tenKilobytes(number));
        }
    }

    private void reopenFails(String... parts) {
        assertThatThrownBy(it::reopen)
                .isInstanceOf(LogException.class)
                .hasMessageContaining("the log is damaged")
                .hasMessageContainingAll(parts);
    }

    @Test
    void leavesNothingBehindWhereNothingWasWritten() {
        it.reopen();
        it.reopen();
        it.close();
        assertThat(it.files("")).containsExactly(it.folder().resolve("lock"));
    }

    @Test
    void refusesAFolderThatIsOpen() {
        assertThatThrownBy(() -> SegmentStore.open(it.folder(), StoreFixture.OPTIONS))
                .isInstanceOf(LogException.class)
                .hasMessage(
                        "the data folder %s is in use by another process; stop that one or choose"
                                + " another folder",
                        it.folder());
    }

    @Test
    void findsAllAfterACleanCloseByTheIndexesAlone() throws IOException {
        it.putEvents(1, 0, 20);
        it.put(Kind.CHUNKS, 1, 3, "three");
        it.close();
        assertThat(it.files(".index")).hasSameSizeAs(it.files(".log"));
        assertThat(it.files(".tmp")).isEmpty();
        for (Path segment : it.files(".log")) {
            byte[] bytes = Files.readAllBytes(segment);
            bytes[3] ^= 1; // would be noticed if it were read
            Files.write(segment, bytes);
        }
        it.reopen();
        assertThat(it.scanned(Kind.EVENTS, 1)).hasSize(20);
        assertThat(it.chunks(1, 0, 9)).containsExactly("3=three");
    }

    @Test
    void makesIndexesAnewThatAreMissingOrDamaged() throws IOException {
        it.putEvents(1, 0, 25);
        it.put(Kind.CHUNKS, 1, 3, "three");
        it.close();
        var indexes = it.files(".index");
        StoreFixture.delete(indexes.get(0));
        Files.write(indexes.get(1), new byte[] {1, 2, 3});
        byte[] damaged = Files.readAllBytes(indexes.get(2));
        damaged[damaged.length - 1] ^= 1;
        Files.write(indexes.get(2), damaged);

        it.reopen();
        assertEvents(25);
        assertThat(it.chunks(1, 0, 9)).containsExactly("3=three");
        it.close();
        assertThat(Files.size(indexes.get(0))).isPositive();
        assertThat(Files.size(indexes.get(1))).isGreaterThan(3);
        assertThat(Files.readAllBytes(indexes.get(2))).isNotEqualTo(damaged);
    }

    @Test
    void saysWhichSegmentIsMissing() {
        it.putEvents(1, 0, 20);
        it.close();
        StoreFixture.delete(it.files(".log").get(1));
        reopenFails("segment 0000000002 is missing, though 0000000003 is there");
        assertThat(it.files(".log")).as("nothing was changed").hasSize(3);
    }

    @Test
    void saysWhichSegmentIsShorterThanItWas() throws IOException {
        it.putEvents(1, 0, 3);
        it.close();
        Path segment = it.files(".log").getFirst();
        byte[] bytes = Files.readAllBytes(segment);
        int frame = bytes.length / 3;
        Files.write(segment, Arrays.copyOf(bytes, 2 * frame));
        reopenFails(
                segment.toString(),
                "it ends at byte %d, and its index says that %d were written"
                        .formatted(2 * frame, bytes.length));
    }

    @Test
    void noticesDamageInEverySegmentThatHasAnotherBehindIt() throws IOException {
        it.putEvents(1, 0, 20);
        it.close();
        it.deleteIndexes();
        for (Path segment : it.files(".log").subList(0, 3)) {
            byte[] bytes = Files.readAllBytes(segment);
            for (int at : new int[] {0, 30, 60, bytes.length - 20}) {
                bytes[at] ^= 4;
                Files.write(segment, bytes);
                reopenFails(segment.toString(), "at byte ", "cannot be read");
                bytes[at] ^= 4;
            }
            Files.write(segment, bytes);
        }
        it.reopen();
        assertEvents(20);
    }

    @Test
    void goesOnWhereASegmentWasLostThatWasWrittenAgain() throws IOException {
        it.putEvents(1, 0, 6);
        for (long number = 6; number < 9; number++) {
            Round round = new Round();
            round.put(Kind.EVENTS, 1, number, StoreFixture.tenKilobytes(number));
            it.store().write(round, false);
        }
        it.crash();
        it.close();
        Path second = it.folder().resolve("0000000002.log");
        assertThat(it.folder().resolve("0000000003.log")).exists();
        it.deleteIndexes();
        Files.write(second, new byte[(int) Files.size(second)]);
        it.reopen();
        assertEvents(9);
        it.putEvents(1, 9, 12);
        it.reopen();
        assertEvents(12);
    }

    @Test
    void removesWhatAMergeAndACrashLeft() throws IOException {
        it.putEvents(1, 0, 3);
        it.close();
        Path index = it.folder().resolve("0000000007-0000000009.index");
        Path part = it.folder().resolve("0000000001-0000000002.tmp");
        Files.write(index, new byte[10]);
        Files.write(part, new byte[10]);
        it.reopen();
        assertThat(index).doesNotExist();
        assertThat(part).doesNotExist();
        assertEvents(3);
    }
}
