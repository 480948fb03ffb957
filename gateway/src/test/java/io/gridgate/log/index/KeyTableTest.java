package io.gridgate.log.index;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.SplittableRandom;

/** Growth, the end of a run, and what is made of a file that is not what it was. */
class KeyTableTest {

    private static final long POSITION = 7;
    private static final int MANY = 100_000;

    @TempDir private Path folder;

    private Path file() {
        return folder.resolve("index");
    }

    /** Puts keys that follow from their number. */
    private static void fill(KeyTable table, int count) {
        SplittableRandom keys = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            table.put(keys.nextLong(), keys.nextLong(), i);
        }
    }

    private static void assertFilled(KeyTable table, int count) {
        assertThat(table.size()).isEqualTo(count);
        SplittableRandom keys = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            assertThat(table.get(keys.nextLong(), keys.nextLong())).isEqualTo(i);
        }
    }

    private void fillAndClose() {
        try (KeyTable table = KeyTable.create(file())) {
            fill(table, MANY);
            table.close(POSITION);
        }
    }

    @Test
    void growsFromAFewKibibytes() throws IOException {
        try (KeyTable table = KeyTable.create(file())) {
            assertThat(table.get(1, 2)).isEqualTo(KeyTable.ABSENT);
            assertThat(Files.size(file())).isLessThanOrEqualTo(64 << 10);
            fill(table, MANY);
            assertFilled(table, MANY);
        }
    }

    @Test
    void needsNoMoreThanSixtyBytesPerKey() throws IOException {
        fillAndClose();

        long used = ((Number) Files.getAttribute(file(), "size")).longValue();
        assertThat(used).isLessThan(2 * 60L * MANY);
        try (KeyTable table = KeyTable.open(file(), POSITION).orElseThrow()) {
            assertThat(table.size()).isEqualTo(MANY);
        }
    }

    @Test
    void findsKeysThatDifferInOneHalfOnly() {
        try (KeyTable table = KeyTable.create(file())) {
            for (int i = 0; i < 2_000; i++) {
                table.put(5, i, i);
                table.put(i + 6, 5, i + 10_000L);
            }
            for (int i = 0; i < 2_000; i++) {
                assertThat(table.get(5, i)).isEqualTo(i);
                assertThat(table.get(i + 6, 5)).isEqualTo(i + 10_000L);
            }
            table.put(0, 0, 0);
            assertThat(table.get(0, 0)).isZero();
        }
    }

    @Test
    void usesTheSpaceOfRemovedKeysAgain() throws IOException {
        try (KeyTable table = KeyTable.create(file())) {
            fill(table, MANY);
            long size = Files.size(file());
            SplittableRandom keys = new SplittableRandom(1);
            SplittableRandom more = new SplittableRandom(2);
            for (int i = 0; i < MANY; i++) {
                table.remove(keys.nextLong(), keys.nextLong(), i);
                table.put(more.nextLong(), more.nextLong(), i);
            }
            assertThat(table.size()).isEqualTo(MANY);
            assertThat(Files.size(file())).isEqualTo(size);
        }
    }

    @Test
    void opensWhatWasClosedWithTheSamePosition() {
        fillAndClose();

        try (KeyTable table = KeyTable.open(file(), POSITION).orElseThrow()) {
            assertFilled(table, MANY);
            table.put(1, 1, MANY);
            table.close(POSITION + 1);
        }
        assertThat(KeyTable.open(file(), POSITION)).isEmpty();
        try (KeyTable table = KeyTable.open(file(), POSITION + 1).orElseThrow()) {
            assertThat(table.get(1, 1)).isEqualTo(MANY);
            assertThat(table.size()).isEqualTo(MANY + 1);
        }
    }

    @Test
    void believesNothingThatWasChangedSinceItWasClosed() {
        fillAndClose();
        KeyTable.open(file(), POSITION).orElseThrow().close();
        assertThat(KeyTable.open(file(), POSITION).stream().peek(KeyTable::close)).hasSize(1);

        try (KeyTable table = KeyTable.open(file(), POSITION).orElseThrow()) {
            table.put(1, 1, 1);
        }

        assertThat(KeyTable.open(file(), POSITION)).isEmpty();
    }

    @Test
    void believesNoCopyOfAFileInUse() throws IOException {
        fillAndClose();
        Path copy = folder.resolve("copy");
        try (KeyTable table = KeyTable.open(file(), POSITION).orElseThrow()) {
            table.put(1, 1, 1);
            Files.copy(file(), copy, StandardCopyOption.REPLACE_EXISTING);
        }

        assertThat(KeyTable.open(copy, POSITION)).isEmpty();
    }

    @Test
    void believesNoDamagedHead() throws IOException {
        for (int at : new int[] {0, 9, 20, 40, 63}) {
            fillAndClose();
            flip(at);
            assertThat(KeyTable.open(file(), POSITION)).as("byte %d", at).isEmpty();
        }
    }

    @Test
    void believesNoTruncatedFile() throws IOException {
        for (int bytes : new int[] {0, 30, 64, 4_096, 1 << 20}) {
            fillAndClose();
            try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
                file.setLength(bytes);
            }
            assertThat(KeyTable.open(file(), POSITION)).as("%d bytes", bytes).isEmpty();
        }
    }

    @Test
    void usesNoDamagedPage() throws IOException {
        fillAndClose();
        flip(100 * Page.BYTES + 777);

        try (KeyTable table = KeyTable.open(file(), POSITION).orElseThrow()) {
            assertThatThrownBy(() -> assertFilled(table, MANY))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("page 100 of the index is damaged");
        }
    }

    private void flip(int at) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(file().toFile(), "rw")) {
            file.seek(at);
            int before = file.read();
            file.seek(at);
            file.write(before ^ 0x10);
        }
    }

    @Test
    void findsNoneWhereThereIsNoFile() {
        assertThat(KeyTable.open(file(), POSITION)).isEqualTo(Optional.empty());
    }

    /** A file that is cut under its mapping stands for a disk that cannot read a block. */
    @Test
    void aPageThatCannotBeReadIsAnErrorAndDoesNotEndTheProcess() throws IOException {
        fillAndClose();
        try (KeyTable table = KeyTable.open(file(), POSITION).orElseThrow()) {
            try (RandomAccessFile cut = new RandomAccessFile(file().toFile(), "rw")) {
                cut.setLength(4_096);
            }
            assertThatThrownBy(() -> assertFilled(table, MANY)).isInstanceOf(InternalError.class);
        }
    }
}
