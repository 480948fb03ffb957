package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.log.LogException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;

/** Space comes back, and nothing that is wanted goes with it. */
class MergingTest {

    @TempDir private Path parent;

    private StoreFixture it;

    private void open(Disk disk) {
        it = new StoreFixture(parent.resolve("store"), disk);
    }

    @AfterEach
    void close() {
        it.close();
    }

    private boolean isMerged() {
        return it.files(".log").stream()
                .anyMatch(file -> file.toString().matches(".*\\d-\\d+.log"));
    }

    private void assertEvent(long number) {
        Entry entry = Objects.requireNonNull(it.store().floor(Kind.EVENTS, 1, number));
        assertThat(entry.number()).isEqualTo(number);
        assertThat(entry.present()).isEqualTo(StoreFixture.tenKilobytes(number));
    }

    @Test
    void givesSpaceBackAndKeepsWhatIsWanted() {
        open(Disk.REAL);
        it.put(Kind.META, 1, 1, "setting");
        it.put(Kind.CHUNKS, 1, 1, "stays");
        it.put(Kind.CHUNKS, 1, 2, "goes");
        it.put(Kind.DEAD, 1, 4, "dead");
        it.putEvents(1, 0, 70);
        it.removeChunk(1, 2);
        int before = it.store().usage().segments();
        it.store().remove(Kind.EVENTS, 1, 0, 3);
        it.store().remove(Kind.EVENTS, 1, 4, 68);
        it.maintainUntil(() -> it.store().usage().segments() < before);

        for (int start = 0; start < 3; start++) {
            assertThat(it.scanned(Kind.EVENTS, 1)).contains(3L, 68L, 69L).hasSizeLessThan(20);
            assertEvent(3);
            assertEvent(69);
            assertThat(it.chunks(1, 0, 9)).containsExactly("1=stays");
            assertThat(it.paged(1, 0, 9)).containsExactly("4=dead");
            assertThat(it.store().settings(1).get(1L)).asString().isEqualTo("setting");
            it.close();
            assertThat(it.files(".log")).hasSizeLessThan(before);
            if (start == 1) {
                it.deleteIndexes();
            }
            it.reopen();
        }
    }

    @Test
    void usesFilesAgainAndBelievesNothingOfWhatTheyHad() {
        open(Disk.REAL);
        for (int round = 0; round < 6; round++) {
            it.putEvents(1, round * 60L, round * 60L + 60);
            int before = it.store().usage().segments();
            it.store().remove(Kind.EVENTS, 1, 0, round * 60L + 59);
            it.maintainUntil(() -> it.store().usage().segments() < before);
            it.crash();
            it.store().retain(Kind.EVENTS, 1, number -> number % 60 == 59);
            assertThat(it.scanned(Kind.EVENTS, 1)).endsWith(round * 60L + 59);
            assertEvent(round * 60L + 59);
        }
    }

    @Test
    void mergesALargeSegmentOnlyTogetherWithOthers() {
        open(Disk.REAL);
        byte[] large = new byte[900_000];
        it.put(Kind.EVENTS, 1, 0, large);
        it.putEvents(1, 1, 8);
        it.store().remove(Kind.EVENTS, 1, 0, 1);
        it.put(Kind.EVENTS, 1, 8, large);
        it.maintainUntil(this::isMerged);
        it.putEvents(1, 9, 20);
        it.close();
        it.deleteIndexes();
        it.reopen();

        assertThat(it.files(".log").getFirst().getFileName()).asString().startsWith("0000000001-");
        assertThat(it.scanned(Kind.EVENTS, 1)).hasSize(19).doesNotContain(0L);
        for (long number = 1; number < 8; number++) {
            assertEvent(number);
        }
    }

    @Test
    void noticesThatAMergedSegmentWasCutBetweenTwoFrames() throws IOException {
        open(Disk.REAL);
        it.putEvents(1, 0, 70);
        it.store().remove(Kind.EVENTS, 1, 1, 69);
        it.maintainUntil(this::isMerged);
        it.close();
        Path merged = it.files(".log").getFirst();
        byte[] bytes = Files.readAllBytes(merged);
        it.deleteIndexes();
        Files.write(merged, Arrays.copyOf(bytes, bytes.length - Frame.HEADER_BYTES));
        assertThatThrownBy(it::reopen)
                .isInstanceOf(LogException.class)
                .hasMessageContaining("the log is damaged: " + merged + ": ")
                .hasMessageContaining("cannot be read");
    }

    @Test
    void triesAFailedMergeAgainBeforeAnyOther() {
        FailingDisk disk = new FailingDisk();
        open(disk);
        it.putEvents(1, 0, 70);
        it.store().remove(Kind.EVENTS, 1, 0, 69);
        disk.failIndexOf("-", 3);
        it.maintainUntil(() -> disk.failed() == 1);
        assertThat(isMerged()).as("the first try got this far").isTrue();
        it.putEvents(1, 70, 140);
        it.store().remove(Kind.EVENTS, 1, 70, 139);
        it.maintainUntil(() -> disk.failed() == 3 && it.store().usage().segments() < 10);

        for (int start = 0; start < 2; start++) {
            assertThat(it.scanned(Kind.EVENTS, 1)).contains(69L, 139L);
            assertEvent(69);
            assertEvent(139);
            it.crash();
        }
    }

    @Test
    void writesAnIndexThatFailedAgain() {
        FailingDisk disk = new FailingDisk();
        open(disk);
        disk.failIndexOf("0000000001", 2);
        it.putEvents(1, 0, 10);
        Path index = it.folder().resolve("0000000001.index");
        it.maintainUntil(() -> Files.exists(index));
        assertThat(disk.failed()).isEqualTo(2);
        assertEvent(0);
    }
}
