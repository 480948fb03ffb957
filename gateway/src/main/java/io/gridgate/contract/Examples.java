package io.gridgate.contract;

import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The examples in a folder of contracts. */
public final class Examples {

    static final String FOLDER = "examples";

    /** Version, whether it is valid, and name. */
    static final Pattern NAME =
            Pattern.compile("([1-9][0-9]{0,5})\\.(valid|invalid)\\.([A-Za-z0-9_-]{1,100})\\.json");

    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();

    private Examples() {}

    /**
     * {@return the valid examples of the contracts of a folder, by the names of both}
     *
     * @param folder the folder
     * @throws ContractException if an example is not JSON or cannot be read
     */
    public static SortedMap<ContractId, List<Example>> valid(Path folder) {
        SortedMap<ContractId, List<Example>> found = new TreeMap<>();
        for (Path type : list(folder)) {
            Path examples = type.resolve(FOLDER);
            for (Path file : Files.isDirectory(examples) ? list(examples) : List.<Path>of()) {
                Matcher parts = NAME.matcher(name(file));
                if (parts.matches() && parts.group(2).equals("valid")) {
                    ContractId id = new ContractId(name(type), Integer.parseInt(parts.group(1)));
                    found.computeIfAbsent(id, _ -> new ArrayList<>())
                            .add(read(file, parts.group(3)));
                }
            }
        }
        return found;
    }

    private static Example read(Path file, String name) {
        byte[] content = SchemaFiles.content(file);
        try {
            String text = new String(content, StandardCharsets.UTF_8);
            return new Example(name, text, MAPPER.readTree(content));
        } catch (JacksonException e) {
            throw new ContractException(file, "is not JSON: " + e.getOriginalMessage(), e);
        }
    }

    /** Returns what is in a folder, in the order of names, without hidden files. */
    static List<Path> list(Path directory) {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(it -> !name(it).startsWith(".")).sorted().toList();
        } catch (IOException e) {
            throw new ContractException(directory, "is not a folder that can be read", e);
        }
    }

    static String name(Path path) {
        return String.valueOf(path.getFileName());
    }
}
