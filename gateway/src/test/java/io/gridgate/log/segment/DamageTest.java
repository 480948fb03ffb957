package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.LogException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;

/**
 * Files that are cut short, continued with garbage, or have a wrong bit. A store that opens has
 * exactly what some round left, and none less than a later one says was on disk; any other says
 * which byte of which file is wrong. The same holds for what is read later.
 */
class DamageTest {

    private static final int ROUNDS = 60;
    private static final int EVERY = 131;

    /** A frame of the store as it was. */
    private record Written(Path file, int at, int end, Frame.Header header) {}

    @TempDir(factory = InMemory.class)
    private Path parent;

    private final List<Records> states = new ArrayList<>();
    private final Map<String, byte[]> files = new TreeMap<>();
    private final List<Written> frames = new ArrayList<>();
    private int tries;

    @BeforeEach
    void write() throws IOException {
        Random random = new Random(7);
        Path folder = Files.createDirectory(parent.resolve("store"));
        Records now = new Records();
        states.add(new Records(now));
        try (SegmentStore store = open(folder)) {
            for (int round = 0; round < ROUNDS; round++) {
                Change change = Change.random(now, random);
                store.write(change.round(), random.nextInt(3) == 0);
                change.to(now);
                states.add(new Records(now));
            }
        }
        for (Path file : list(folder)) {
            if (!file.endsWith("lock")) {
                files.put(file.getFileName().toString(), Files.readAllBytes(file));
            }
        }
        assertThat(files.keySet()).contains("0000000002.log", "0000000001.index");
    }

    /** Work of the keeper is left undone but for indexes, which are written by closing. */
    private static SegmentStore open(Path folder) {
        return SegmentStore.open(
                folder, StoreFixture.OPTIONS, Disk.REAL, new SeededBackground(new Random(1)));
    }

    private static List<Path> list(Path folder) throws IOException {
        try (var listed = Files.list(folder)) {
            return listed.sorted().toList();
        }
    }

    private Path copy(boolean indexes) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("try-" + ++tries));
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            if (indexes || !each.getKey().endsWith(SegmentName.INDEX_SUFFIX)) {
                Files.write(folder.resolve(each.getKey()), each.getValue());
            }
        }
        return folder;
    }

    private static void clear(Path folder) throws IOException {
        for (Path file : list(folder)) {
            Files.delete(file);
        }
        Files.delete(folder);
    }

    /** Returns the names of the segments that have frames, and notes where those are. */
    private List<String> segments() throws IOException {
        List<String> begun = new ArrayList<>();
        Path folder = copy(false);
        for (Path file : list(folder)) {
            SegmentName name = Objects.requireNonNull(SegmentName.of(file));
            Segment segment = Segment.open(name, file);
            SegmentScan scan = new SegmentScan(segment);
            for (SegmentScan.Found each : scan.frames()) {
                frames.add(new Written(file.getFileName(), each.at(), each.end(), each.header()));
            }
            if (!scan.isEmpty()) {
                begun.add(file.getFileName().toString());
            }
            segment.release();
        }
        clear(folder);
        return begun;
    }

    @Test
    void dropsATailThatIsCutShortWhereverItIs() throws IOException {
        String last = segments().getLast();
        byte[] whole = Objects.requireNonNull(files.get(last));
        int end = frames.getLast().end();
        for (int cut = 0; cut <= end; cut += cut < 200 ? 1 : EVERY) {
            for (boolean garbage : new boolean[] {false, true}) {
                byte[] bytes = Arrays.copyOf(whole, garbage ? whole.length : cut);
                if (garbage) {
                    byte[] rubbish = new byte[whole.length - cut];
                    new Random(cut).nextBytes(rubbish);
                    System.arraycopy(rubbish, 0, bytes, cut, rubbish.length);
                }
                Path folder = copy(false);
                Files.write(folder.resolve(last), bytes);
                assertThat(roundsAfter(folder)).isEqualTo(roundsBefore(last, cut));
                clear(folder);
            }
        }
    }

    /** Returns how many rounds of the test are whole before a byte of the last segment. */
    private int roundsBefore(String last, int cut) {
        long frame = frames.getFirst().header().round() - 1;
        for (Written each : frames) {
            if (!each.file().toString().equals(last)
                    || each.at() + Frame.HEADER_BYTES + each.header().bodyBytes() <= cut) {
                frame = each.header().round();
            }
        }
        return rounds(frame);
    }

    /** Rounds of settings at the beginning of a segment are none of the test's. */
    private int rounds(long frame) {
        long settings =
                frames.stream()
                        .filter(each -> each.at() == 0 && each.header().round() > 1)
                        .filter(each -> each.header().round() <= frame)
                        .count();
        return (int) (frame - settings);
    }

    /** Opens a store and returns how many rounds it has, all of them as they were. */
    private int roundsAfter(Path folder) {
        try (SegmentStore store = open(folder)) {
            int count = (int) Change.count(store);
            Records state = states.get(count);
            state.retainIn(store);
            state.assertIn(store);
            return count;
        }
    }

    @Test
    void saysWhereABitIsWrongOrLosesOnlyWhatNobodyConfirmed() throws IOException {
        int told = 0;
        int opened = 0;
        for (String segment : segments()) {
            byte[] bytes = Objects.requireNonNull(files.get(segment)).clone();
            for (int at = 0; at < bytes.length; at += at % 5_000 < 60 ? 1 : EVERY) {
                Written hit = hit(segment, at);
                bytes[at] ^= (byte) (1 << at % 8);
                Path folder = copy(false);
                Files.write(folder.resolve(segment), bytes);
                try {
                    int rounds = roundsAfter(folder);
                    opened++;
                    if (hit == null) {
                        assertThat(rounds).as("byte %d", at).isEqualTo(ROUNDS);
                    } else {
                        assertThat(isConfirmed(hit)).as("round of byte %d", at).isFalse();
                        assertThat(rounds).isEqualTo(rounds(hit.header().round() - 1));
                    }
                } catch (LogException e) {
                    told++;
                    assertThat(hit).as("byte %d", at).isNotNull();
                    assertThat(e)
                            .hasMessageContaining("the log is damaged: " + folder.resolve(segment))
                            .hasMessageContaining(" at byte " + hit.at() + " cannot be read");
                }
                clear(folder);
                bytes[at] ^= (byte) (1 << at % 8);
            }
        }
        assertThat(told).isPositive();
        assertThat(opened).isPositive();
    }

    /** Returns the frame that a byte belongs to; null where no checksum is over it. */
    private @Nullable Written hit(String segment, int at) {
        for (Written each : frames) {
            int end = each.at() + Frame.HEADER_BYTES + each.header().bodyBytes();
            if (each.file().toString().equals(segment) && each.at() <= at && at < end) {
                return each;
            }
        }
        return null;
    }

    private boolean isConfirmed(Written frame) {
        return frames.stream()
                .anyMatch(each ->
                        each.header().round() > frame.header().round()
                                && each.header().forced() >= frame.header().round());
    }

    @Test
    void neverReturnsAWrongValueWhereOnlyTheIndexIsRead() throws IOException {
        int refused = 0;
        for (String name : List.copyOf(files.keySet())) {
            byte[] bytes = Objects.requireNonNull(files.get(name)).clone();
            boolean isIndex = name.endsWith(SegmentName.INDEX_SUFFIX);
            for (int at = 0; at < bytes.length; at += isIndex ? 31 : 7 * EVERY) {
                bytes[at] ^= 0x10;
                Path folder = copy(true);
                Files.write(folder.resolve(name), bytes);
                try {
                    assertThat(roundsAfter(folder)).isGreaterThan(0);
                } catch (LogException e) {
                    refused++;
                    assertThat(isIndex).as("an index is made again").isFalse();
                    assertThat(e)
                            .hasMessageContaining("the log is damaged")
                            .hasMessageContaining(folder.resolve(name).toString())
                            .hasMessageContaining("at byte ");
                }
                clear(folder);
                bytes[at] ^= 0x10;
            }
        }
        assertThat(refused).isPositive();
    }
}
