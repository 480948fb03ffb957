package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The contracts of a folder as it is now. A folder that was changed is read again as a whole; one
 * that cannot be used leaves the contracts from before in force. Somebody has to call {@link
 * #refresh} now and then. For any number of threads; refreshing goes one after the other.
 */
public final class LiveContracts {

    private final Path folder;
    private final InstantSource clock;
    private volatile Contracts current;
    private volatile Status status;
    private Map<String, String> seen;

    private LiveContracts(
            Path folder, InstantSource clock, Contracts current, Map<String, String> seen) {
        this.folder = folder;
        this.clock = clock;
        this.current = current;
        this.seen = seen;
        this.status = new Status(folder, clock.instant(), 0, 0, Optional.empty(), current.ids());
    }

    /** What a refresh found. */
    public sealed interface Refresh {

        /** Nothing has changed since the last one. */
        record Unchanged() implements Refresh {}

        /**
         * The changed contracts are in force.
         *
         * @param contracts their names
         */
        record Replaced(Collection<ContractId> contracts) implements Refresh {
            /** Copies the names. */
            public Replaced {
                contracts = List.copyOf(contracts);
            }
        }

        /**
         * The changed contracts cannot be used; those from before stay in force.
         *
         * @param reason the file, the place in it, and why
         */
        record Refused(String reason) implements Refresh {}
    }

    /**
     * What is in force, and what became of changes since the start.
     *
     * @param folder where the contracts are
     * @param loadedAt since when those in force are
     * @param replaced how many changes came into force
     * @param refused how many could not
     * @param refusal why the folder as it is now is not in force, if it is not
     * @param contracts the names of those in force, in order
     */
    public record Status(
            Path folder,
            Instant loadedAt,
            long replaced,
            long refused,
            Optional<String> refusal,
            Collection<ContractId> contracts) {

        /** Copies the names. */
        public Status {
            contracts = List.copyOf(contracts);
        }
    }

    /**
     * Reads a folder.
     *
     * @param folder the folder
     * @param clock tells when
     * @return its contracts
     * @throws ContractException if it cannot be used
     */
    public static LiveContracts open(Path folder, InstantSource clock) {
        Map<String, String> seen = look(folder);
        return new LiveContracts(folder, clock, Contracts.load(folder), seen);
    }

    /** {@return the contracts in force} */
    public Contracts current() {
        return current;
    }

    /** {@return what is in force, and what became of changes} */
    public Status status() {
        return status;
    }

    /**
     * Looks whether the folder was changed, and reads it if it was. A file counts as changed when
     * its size, its time or its place on disk did.
     *
     * @return what was found
     */
    public synchronized Refresh refresh() {
        Map<String, String> now = look(folder);
        if (now.equals(seen)) {
            return new Refresh.Unchanged();
        }
        seen = now;
        Status old = status;
        try {
            Contracts loaded = Contracts.load(folder);
            current = loaded;
            status =
                    new Status(
                            folder,
                            clock.instant(),
                            old.replaced() + 1,
                            old.refused(),
                            Optional.empty(),
                            loaded.ids());
            return new Refresh.Replaced(loaded.ids());
        } catch (ContractException e) {
            String reason = String.valueOf(e.getMessage());
            status =
                    new Status(
                            folder,
                            old.loadedAt(),
                            old.replaced(),
                            old.refused() + 1,
                            Optional.of(reason),
                            old.contracts());
            return new Refresh.Refused(reason);
        }
    }

    /** Returns what tells one state of the folder from another, without reading its files. */
    private static Map<String, String> look(Path folder) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> walk = Files.walk(folder, 3, FileVisitOption.FOLLOW_LINKS)) {
            walk.filter(it -> !isForPeople(folder.relativize(it)))
                    .forEach(it -> files.put(it.toString(), state(it)));
        } catch (IOException | UncheckedIOException e) {
            files.put("", "cannot be read: " + e.getMessage());
        }
        return files;
    }

    private static boolean isForPeople(Path path) {
        for (Path name : path) {
            if (name.toString().equals(Examples.FOLDER)) {
                return true;
            }
        }
        return false;
    }

    private static String state(Path file) {
        try {
            BasicFileAttributes is = Files.readAttributes(file, BasicFileAttributes.class);
            @Nullable Object place = is.fileKey();
            return is.isDirectory()
                    ? "folder"
                    : is.size() + " " + is.lastModifiedTime().toInstant() + " " + place;
        } catch (IOException e) {
            return "cannot be read: " + e.getMessage();
        }
    }
}
