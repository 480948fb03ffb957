package io.gridgate.app.settings;

import io.gridgate.http.ClientAddress;

import java.nio.file.Path;
import java.util.Optional;

/**
 * Where it is written who was let in, and who was not.
 *
 * @param to where lines go
 * @param file the newest file; empty: {@code security.jsonl} in the data folder
 * @param fileMibMax most MiB in a file
 * @param filesMax most files, the newest included
 * @param admitted whether requests that were let in get a line, too
 * @param proxies proxies in front that add the address of the client to {@code X-Forwarded-For}
 */
public record SecurityLogSettings(
        To to, Optional<Path> file, int fileMibMax, int filesMax, boolean admitted, int proxies) {

    /** Where lines go. */
    public enum To {
        /** To files that take turns. */
        FILE,
        /** To standard output. */
        STDOUT,
        /** Nowhere. */
        NONE
    }

    static final Key<To> TO =
            Key.of("to", Kinds.choice(To.class), To.FILE, "Where lines go; see running.md.");
    static final Key<Path> FILE =
            Key.optional(
                    "file",
                    Kinds.path(),
                    "The newest file. `security.jsonl` in the data folder where it is not given.");
    static final Key<Integer> FILE_MIB_MAX =
            Key.of(
                    "file-mib-max",
                    Kinds.integer("MiB", 1, 1024),
                    16,
                    "Largest file; then it becomes `FILE.1`, that one `FILE.2`, and so on.");
    static final Key<Integer> FILES_MAX =
            Key.of(
                    "files-max",
                    Kinds.integer("files", 1, 100),
                    8,
                    "Most files, the newest included; the oldest is deleted.");
    static final Key<Boolean> ADMITTED =
            Key.of(
                    "admitted",
                    Kinds.flag(),
                    false,
                    "Whether each request that is let in gets a line, too. Without it, `GET"
                            + " /admin/sources` counts them for each secret.");
    static final Key<Integer> PROXIES =
            Key.of(
                    "proxies",
                    Kinds.integer("proxies", 0, ClientAddress.PROXIES_MAX),
                    0,
                    "Proxies in front, each of which adds the address of its client to"
                            + " `X-Forwarded-For`. What stands left of theirs is not believed.");

    static final Section SECTION =
            Section.of(
                    "The security log: who was let in or refused, and what operators did, one line"
                            + " of JSON each.",
                    TO,
                    FILE,
                    FILE_MIB_MAX,
                    FILES_MAX,
                    ADMITTED,
                    PROXIES);

    /** Files of the data folder, without requests that were let in. */
    public static final SecurityLogSettings DEFAULT =
            new SecurityLogSettings(
                    TO.defaultValue(),
                    Optional.empty(),
                    FILE_MIB_MAX.defaultValue(),
                    FILES_MAX.defaultValue(),
                    ADMITTED.defaultValue(),
                    PROXIES.defaultValue());

    /** Checks the bounds. */
    public SecurityLogSettings {
        FILE_MIB_MAX.check(fileMibMax);
        FILES_MAX.check(filesMax);
        PROXIES.check(proxies);
        if (to != To.FILE && file.isPresent()) {
            throw new IllegalArgumentException("file is used with to: file only");
        }
    }

    static SecurityLogSettings from(Node node) {
        return node.make(() ->
                new SecurityLogSettings(
                        node.get(TO),
                        node.find(FILE),
                        node.get(FILE_MIB_MAX),
                        node.get(FILES_MAX),
                        node.get(ADMITTED),
                        node.get(PROXIES)));
    }
}
