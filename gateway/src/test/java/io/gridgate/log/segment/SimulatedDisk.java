package io.gridgate.log.segment;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A disk over real files of one folder that can lose power at any step, or refuse one. After a
 * power failure, what was forced is there; of the other pages any are, whole or by sectors, as they
 * are or were since; and of the names that were given, changed or taken since the folder was
 * forced, the first few or any. Files are read through mappings of the real files, so what a
 * machine would read wrongly from its memory is not seen here. For one thread.
 */
final class SimulatedDisk implements Disk {

    /** What is not kept by a disk that lies; for tests of the simulation. */
    enum Lie {
        NONE,
        FILES,
        NAMES
    }

    /** The power failed; nothing runs after it. */
    static final class PowerLoss extends Error {
        private static final long serialVersionUID = 1L;

        PowerLoss() {
            super("the power failed", null, false, false);
        }
    }

    /** A change of names; files are told apart however they are named. */
    private interface Naming {
        void in(Map<Path, SimulatedFile> names);
    }

    private final Path folder;
    private final Random random;
    private final Lie lie;
    private final Map<Path, SimulatedFile> forcedNames = new HashMap<>();
    private final Map<Path, SimulatedFile> names = new HashMap<>();
    private final List<Naming> unforced = new ArrayList<>();
    private int untilPowerLoss = Integer.MAX_VALUE;
    private int untilFault = Integer.MAX_VALUE;
    private boolean faulty;
    private boolean off;
    private boolean quiet;
    private int steps;

    /** Takes up a folder that is on disk as it is. */
    SimulatedDisk(Path folder, Random random, Lie lie) throws IOException {
        this.folder = folder;
        this.random = random;
        this.lie = lie;
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : (Iterable<Path>) files::iterator) {
                names.put(file, SimulatedFile.forced(file));
            }
        }
        forcedNames.putAll(names);
    }

    /** Sets after how many steps the power fails. */
    void losePowerAfter(int some) {
        untilPowerLoss = some;
    }

    /** Sets after how many steps one fails. */
    void failAfter(int some) {
        untilFault = some;
    }

    /** Tells whether the power is gone. */
    boolean isOff() {
        return off;
    }

    /** Returns how many steps were done. */
    int steps() {
        return steps;
    }

    /** Lets a store that is dead close what it has open; nothing comes of it. */
    void ignore(boolean ignored) {
        quiet = ignored;
    }

    /** Makes another folder as it may be when the power is back. */
    void image(Path target) throws IOException {
        Map<Path, SimulatedFile> left = new TreeMap<>(forcedNames);
        boolean inOrder = random.nextBoolean();
        int some = random.nextInt(unforced.size() + 1);
        for (int i = 0; i < unforced.size(); i++) {
            if (inOrder ? i < some : random.nextBoolean()) {
                unforced.get(i).in(left);
            }
        }
        Files.createDirectories(target);
        for (Map.Entry<Path, SimulatedFile> each : left.entrySet()) {
            Path file = target.resolve(folder.relativize(each.getKey()));
            SimulatedFile.write(file, each.getValue().image(random));
        }
    }

    /** Begins a step. */
    void before(String what) throws IOException {
        if (quiet) {
            throw new IOException("the process is dead");
        }
        if (off) {
            throw new PowerLoss();
        }
        steps++;
        faulty = --untilFault == 0;
        if (faulty && !what.equals("write") && !what.equals("force")) {
            throw new IOException("Input/output error");
        }
    }

    /** Ends a step, and perhaps everything. */
    void after() {
        if (--untilPowerLoss <= 0) {
            off = true;
            throw new PowerLoss();
        }
    }

    int beforeWrite(int bytes) throws IOException {
        before("write");
        return faulty ? random.nextInt(bytes) : bytes;
    }

    void afterWrite(int wanted, int allowed) throws IOException {
        if (allowed < wanted) {
            throw new IOException("No space left on device");
        }
        after();
    }

    void force(SimulatedFile file) throws IOException {
        before("force");
        if (faulty) {
            file.refused();
            throw new IOException("Input/output error");
        }
        if (untilPowerLoss > 1 || random.nextBoolean()) {
            if (lie != Lie.FILES) {
                file.forced();
            }
        }
        after();
    }

    @Override
    public FileChannel open(Path path) throws IOException {
        before("open");
        SimulatedFile known = names.get(path);
        SimulatedFile file = known == null ? new SimulatedFile(path) : known;
        if (known == null) {
            change(now -> now.put(path, file));
        }
        FileChannel real =
                FileChannel.open(
                        path,
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
        try {
            after();
        } catch (PowerLoss e) {
            real.close();
            throw e;
        }
        return new SimulatedChannel(this, file, real);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
        before("move");
        SimulatedFile replaced = names.get(to);
        if (replaced != null) {
            replaced.removed();
        }
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        SimulatedFile file = names.get(from);
        file.movedTo(to);
        change(now -> {
            if (now.remove(from, file)) {
                now.put(to, file);
            }
        });
        after();
    }

    @Override
    public boolean delete(Path path) throws IOException {
        before("delete");
        SimulatedFile file = names.get(path);
        if (file == null) {
            return false;
        }
        file.removed();
        Files.delete(path);
        change(now -> now.remove(path, file));
        after();
        return true;
    }

    private void change(Naming naming) {
        naming.in(names);
        unforced.add(naming);
    }

    @Override
    public void forceFolder(Path path) throws IOException {
        before("force folder");
        if (lie != Lie.NAMES) {
            forcedNames.clear();
            forcedNames.putAll(names);
            unforced.clear();
        }
        after();
    }
}
