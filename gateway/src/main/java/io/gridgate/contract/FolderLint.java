package io.gridgate.contract;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.event.EventBuilder;
import io.gridgate.event.Item;

import tools.jackson.databind.JsonNode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;

/**
 * What is wrong with a folder of contracts: what a gateway would refuse, and what it would take but
 * people would miss. For one thread.
 */
public final class FolderLint {

    private final Path folder;
    private final List<Finding> found = new ArrayList<>();

    private FolderLint(Path folder) {
        this.folder = folder;
    }

    /**
     * Something that is wrong.
     *
     * @param file the file or folder
     * @param what what is wrong with it, and what would be right
     */
    public record Finding(Path file, String what) {}

    /**
     * {@return what is wrong with a folder, in the order of its files; nothing if all is well}
     *
     * <p>What a gateway would refuse hides all else: it is the only finding then.
     *
     * @param folder the folder
     */
    public static List<Finding> findings(Path folder) {
        FolderLint lint = new FolderLint(folder);
        try {
            Contracts contracts = Contracts.load(folder);
            Schemas schemas = Schemas.ofFolder(folder);
            schemas.contracts().forEach((id, place) -> lint.contract(id, place.json()));
            lint.versions(contracts.ids());
            lint.examples(contracts);
        } catch (ContractException e) {
            return List.of(new Finding(e.file(), e.what()));
        }
        return List.copyOf(lint.found);
    }

    private void contract(ContractId id, JsonNode schema) {
        Path file = folder.resolve(SchemaFiles.path(id));
        if (!schema.has("$schema")) {
            add(file, "must have $schema, so that every tool reads it as JSON Schema 2020-12");
        }
        if (isBlank(schema, "description") && isBlank(schema, "title")) {
            add(file, "must have a description or a title: what has happened when it is sent");
        }
        if (isBlank(schema, SchemaCompiler.OWNER)) {
            add(file, "must have x-owner: the team that answers for it, and how to reach it");
        }
        String uri = SchemaCompiler.id(schema);
        String plain = uri.endsWith(".json") ? uri.substring(0, uri.length() - 5) : uri;
        if (!uri.isEmpty() && !plain.endsWith("/" + id)) {
            add(file, "at /$id: must end with /" + id + ", with or without .json");
        }
    }

    private static boolean isBlank(JsonNode schema, String keyword) {
        return schema.path(keyword).asString("").isBlank();
    }

    private void versions(Collection<ContractId> ids) {
        Map<String, Integer> last = new HashMap<>();
        for (ContractId id : ids) {
            int expected = last.getOrDefault(id.type(), 0) + 1;
            if (id.version() != expected) {
                add(
                        folder.resolve(SchemaFiles.path(id)),
                        "versions must follow each other from 1: there is no " + expected);
            }
            last.put(id.type(), id.version());
        }
        for (Path entry : Examples.list(folder)) {
            String type = String.valueOf(entry.getFileName());
            if (Files.isDirectory(entry)
                    && !last.containsKey(type)
                    && !type.equals(SchemaFiles.DEFINITIONS)) {
                add(entry, "has no contract; 1.json is missing");
            }
        }
    }

    private void examples(Contracts contracts) {
        for (ContractId id : contracts.ids()) {
            Path examples = folder.resolve(id.type()).resolve(Examples.FOLDER);
            List<Path> files = Files.isDirectory(examples) ? Examples.list(examples) : List.of();
            for (String kind : List.of("valid", "invalid")) {
                String prefix = id.version() + "." + kind + ".";
                if (files.stream().noneMatch(it -> Examples.name(it).startsWith(prefix))) {
                    add(
                            folder.resolve(SchemaFiles.path(id)),
                            "has no "
                                    + kind
                                    + " example: "
                                    + Examples.FOLDER
                                    + "/"
                                    + prefix
                                    + "<name>.json is missing");
                }
            }
            if (id.version() == 1) {
                files.forEach(file -> example(contracts, id.type(), file));
            }
        }
    }

    private void example(Contracts contracts, String type, Path file) {
        Matcher parts = Examples.NAME.matcher(Examples.name(file));
        if (!parts.matches()) {
            add(file, "must be named <version>.valid.<name>.json or <version>.invalid.<name>.json");
            return;
        }
        ContractId id = new ContractId(type, Integer.parseInt(parts.group(1)));
        if (!contracts.ids().contains(id)) {
            add(file, "is an example of a version that is not there: " + id);
            return;
        }
        Item item =
                new EventBuilder()
                        .attribute("id", "example")
                        .attribute("source", "/examples")
                        .attribute("type", type)
                        .attribute("dataschema", "https://example.com/" + id)
                        .data(SchemaFiles.content(file))
                        .build();
        switch (item) {
            case Item.Invalid(var problem) -> add(file, problem.message());
            case Item.Valid(var event) -> {
                ContractResult result = contracts.check(event);
                boolean valid = parts.group(2).equals("valid");
                if (valid && result instanceof Violates violates) {
                    Violation first = violates.violations().getFirst();
                    add(
                            file,
                            "must keep %s, but '%s' %s"
                                    .formatted(id, first.pointer(), first.detail()));
                }
                if (!valid && result instanceof Conforms) {
                    add(file, "must violate " + id + ", but keeps it");
                }
            }
        }
    }

    private void add(Path file, String what) {
        found.add(new Finding(file, what));
    }
}
