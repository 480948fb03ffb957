package io.gridgate.log.segment;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.log.LogException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * One store through several lives, each of which ends in a power failure, a clean close or a failed
 * disk, checked against the rounds that it was given. All that happens follows from the seed.
 */
final class PowerLossSimulation {

    /** What came about, so that a test can tell that it tested anything. */
    static final class Tally {
        int powerFailures;
        int kills;
        int refusals;
        int merges;
        int opened;
        int lostRounds;
    }

    private static final StoreOptions OPTIONS = new StoreOptions(64 << 10);
    private static final int LIVES = 3;
    private static final int STEPS_MAX = 400;

    private final Random random;
    private final Path root;
    private final SimulatedDisk.Lie lie;
    private final boolean faults;
    private final Tally tally;
    private final List<Change> changes = new ArrayList<>();
    private final Records confirmed = new Records();
    private Records now = new Records();
    private Path folder;
    private SimulatedDisk disk;

    PowerLossSimulation(long seed, Path root, SimulatedDisk.Lie lie, boolean faults, Tally tally) {
        this.random = new Random(seed);
        this.root = root;
        this.lie = lie;
        this.faults = faults;
        this.tally = tally;
    }

    void run() throws IOException {
        folder = root.resolve("life-0");
        Files.createDirectories(folder);
        for (int life = 1; life <= LIVES; life++) {
            disk = new SimulatedDisk(folder, random, lie);
            disk.losePowerAfter(1 + random.nextInt(life == LIVES ? 40 : STEPS_MAX));
            while (!disk.isOff()) {
                if (faults && random.nextBoolean()) {
                    disk.failAfter(1 + random.nextInt(200));
                }
                session();
            }
            tally.powerFailures++;
            Path next = root.resolve("life-" + life);
            disk.image(next);
            delete(folder);
            folder = next;
        }
        disk = new SimulatedDisk(folder, random, SimulatedDisk.Lie.NONE);
        SeededBackground background = new SeededBackground(random);
        try (SegmentStore store = SegmentStore.open(folder, OPTIONS, disk, background)) {
            checkOpened(store);
            write(store);
        }
        delete(folder);
    }

    /** From an opening to a close, a failed disk, or the end of the power. */
    private void session() {
        SeededBackground background = new SeededBackground(random);
        SegmentStore store;
        try {
            store = SegmentStore.open(folder, OPTIONS, disk, background);
        } catch (SimulatedDisk.PowerLoss e) {
            return;
        } catch (LogException e) {
            if (disk.isOff()) {
                return;
            }
            assertThat(e)
                    .hasMessageMatching(
                            ".*(Input/output error|No space left on device; make room.*)");
            tally.refusals++;
            return;
        }
        try {
            checkOpened(store);
            for (int left = random.nextInt(200); left > 0; left--) {
                write(store);
                background.work();
                store.maintain();
                checkNow(store);
            }
            if (random.nextBoolean()) {
                store.close();
                confirmIfOn();
            } else {
                tally.kills++;
            }
        } catch (SimulatedDisk.PowerLoss e) {
            assertThat(disk.isOff()).isTrue();
        } catch (LogException.Unavailable e) {
            tally.refusals++;
        } finally {
            abandon(store);
        }
    }

    /** As if the process were killed: no step of the closing reaches the disk. */
    private void abandon(SegmentStore store) {
        disk.ignore(true);
        try {
            store.close();
        } catch (LogException e) {
            assertThat(e).hasMessageContaining("the process is dead");
        }
        disk.ignore(false);
    }

    private void confirmIfOn() {
        if (disk.isOff()) {
            throw new SimulatedDisk.PowerLoss();
        }
        confirm(changes.size());
    }

    /** Checks that a store has all that was confirmed, and of the rest the first rounds, whole. */
    private void checkOpened(SegmentStore store) {
        tally.opened++;
        long first = Change.count(confirmed);
        long last = first + changes.size();
        assertThat(Change.count(store)).as("rounds that are there").isBetween(first, last);
        int there = (int) (Change.count(store) - first);
        tally.lostRounds += changes.size() - there;
        changes.subList(there, changes.size()).clear();
        confirm(there);
        now = new Records(confirmed);
        now.retainIn(store);
        now.assertIn(store);
    }

    private void confirm(int some) {
        changes.subList(0, some).forEach(change -> change.to(confirmed));
        changes.subList(0, some).clear();
    }

    private void write(SegmentStore store) {
        Change change = Change.random(now, random);
        boolean sync = random.nextInt(4) == 0;
        changes.add(change);
        store.write(change.round(), sync);
        change.to(now);
        change.discardIn(store);
        if (sync) {
            confirmIfOn();
        }
    }

    private void checkNow(SegmentStore store) {
        if (!disk.isOff() && random.nextInt(60) == 0) {
            now.assertIn(store);
        }
    }

    private void delete(Path gone) throws IOException {
        try (Stream<Path> files = Files.list(gone)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                tally.merges += file.getFileName().toString().matches("\\d+-\\d+\\.log") ? 1 : 0;
                Files.delete(file);
            }
        }
        Files.delete(gone);
    }
}
