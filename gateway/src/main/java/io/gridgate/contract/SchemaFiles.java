package io.gridgate.contract;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The schemas of a folder: {@code <event type>/<version>.json} is a contract, and what lies in
 * {@code definitions/} is for {@code $ref}. Folders {@code examples} and Markdown files are for
 * people. Nothing else may be there, so that a misnamed contract does not go unseen.
 *
 * @param folder the folder
 * @param contracts the bytes of the contracts
 * @param definitions the bytes of the other schemas, by the path inside the folder
 */
record SchemaFiles(
        Path folder, Map<ContractId, byte[]> contracts, Map<String, byte[]> definitions) {

    /** Most files with schemas. */
    static final int FILES_MAX = 1_000;

    /** Most bytes of one file: 256 KiB. */
    static final int FILE_BYTES_MAX = 256 << 10;

    static final String DEFINITIONS = "definitions";
    private static final String EXAMPLES = "examples";
    private static final Pattern TYPE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,199}");
    private static final Pattern CONTRACT = Pattern.compile("([1-9][0-9]{0,5})\\.json");
    private static final Pattern DEFINITION = Pattern.compile("[A-Za-z0-9._-]{1,200}\\.json");

    /**
     * Reads the files.
     *
     * @throws ContractException if something is there that should not be, or cannot be read
     */
    static SchemaFiles read(Path folder) {
        SchemaFiles files = new SchemaFiles(folder, new TreeMap<>(), new TreeMap<>());
        for (Path entry : files.list(folder)) {
            if (!Files.isDirectory(entry)) {
                checkForPeople(entry, "must be in a folder named for its event type");
            } else if (name(entry).equals(DEFINITIONS)) {
                files.readDefinitions(entry);
            } else {
                files.readType(entry);
            }
        }
        return files;
    }

    /** Returns the path of a contract inside the folder. */
    static String path(ContractId id) {
        return id + ".json";
    }

    private void readType(Path type) {
        if (!TYPE.matcher(name(type)).matches()) {
            throw new ContractException(
                    type, "the name of an event type must match " + TYPE.pattern());
        }
        for (Path entry : list(type)) {
            var version = CONTRACT.matcher(name(entry));
            if (Files.isDirectory(entry) && name(entry).equals(EXAMPLES)) {
                continue;
            }
            if (!Files.isDirectory(entry) && version.matches()) {
                ContractId id = new ContractId(name(type), Integer.parseInt(version.group(1)));
                contracts.put(id, nextContent(entry));
            } else {
                checkForPeople(entry, "must be named for its version, such as 1.json");
            }
        }
    }

    private void readDefinitions(Path definitionsFolder) {
        for (Path entry : list(definitionsFolder)) {
            if (!Files.isDirectory(entry) && DEFINITION.matcher(name(entry)).matches()) {
                definitions.put(DEFINITIONS + "/" + name(entry), nextContent(entry));
            } else {
                checkForPeople(entry, "must be a file that matches " + DEFINITION.pattern());
            }
        }
    }

    private static void checkForPeople(Path entry, String rule) {
        if (Files.isDirectory(entry) || !name(entry).endsWith(".md")) {
            throw new ContractException(entry, rule);
        }
    }

    /** Returns the contract that a file is by its name and that of its folder. */
    static Optional<ContractId> id(Path file) {
        Path type = file.getParent();
        Matcher version = CONTRACT.matcher(name(file));
        return type != null && TYPE.matcher(name(type)).matches() && version.matches()
                ? Optional.of(new ContractId(name(type), Integer.parseInt(version.group(1))))
                : Optional.empty();
    }

    private byte[] nextContent(Path file) {
        if (contracts.size() + definitions.size() == FILES_MAX) {
            throw new ContractException(folder, "has more than " + FILES_MAX + " schemas");
        }
        return content(file);
    }

    /** Reads one file. */
    static byte[] content(Path file) {
        try {
            long size = Files.size(file);
            if (size > FILE_BYTES_MAX) {
                throw new ContractException(
                        file, "has " + size + " bytes; at most " + FILE_BYTES_MAX + " are allowed");
            }
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new ContractException(file, "cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns what is in a folder, in the order of names, without hidden files. */
    private List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return new ArrayList<>(
                    entries.filter(entry -> !name(entry).startsWith(".")).sorted().toList());
        } catch (IOException e) {
            throw new ContractException(directory, "is not a folder that can be read", e);
        }
    }

    private static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
