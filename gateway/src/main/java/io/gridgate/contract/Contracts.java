package io.gridgate.contract;

import com.networknt.schema.Schema;

import io.gridgate.event.Event;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The contracts of a folder, compiled. Immutable, for any number of threads.
 *
 * <p>An event is checked against the contract of its {@code type}: the version that its {@code
 * dataschema} names, else the newest. A {@code dataschema} names a version when it is the {@code
 * $id} of that schema, or ends with {@code /<type>/<version>}, with or without {@code .json}.
 */
public final class Contracts {

    private static final ContractResult NO_CONTRACT = new ContractResult.NoContract();

    private final Map<String, Versions> byType;

    private Contracts(Map<String, Versions> byType) {
        this.byType = byType;
    }

    /**
     * Reads and compiles a folder.
     *
     * @param folder the folder; docs/contracts.md has its layout and limits
     * @return its contracts
     * @throws ContractException if a file is broken, out of place or over a limit; the message
     *     names the file and the place in it
     */
    public static Contracts load(Path folder) {
        SchemaFiles files = SchemaFiles.read(folder);
        SchemaCompiler compiler = new SchemaCompiler();
        files.definitions()
                .forEach((path, content) -> compiler.add(folder.resolve(path), path, content));
        Map<ContractId, JsonNode> schemas = new TreeMap<>();
        files.contracts()
                .forEach((id, content) -> {
                    String path = SchemaFiles.path(id);
                    schemas.put(id, compiler.add(folder.resolve(path), path, content));
                });
        NameTable names = new NameTable(compiler.names());
        ScreenCompiler screens = new ScreenCompiler(compiler.documents());
        Map<String, Versions> byType = new HashMap<>();
        schemas.forEach((id, json) -> {
            String path = SchemaFiles.path(id);
            Schema schema = compiler.compile(folder.resolve(path), path, json);
            byType.computeIfAbsent(id.type(), _ -> new Versions())
                    .add(
                            new Contract(
                                    id,
                                    schema,
                                    screens.compile(SchemaCompiler.address(path)),
                                    names),
                            SchemaCompiler.id(json));
        });
        return new Contracts(byType);
    }

    /** {@return the names of all contracts, in order} */
    public Collection<ContractId> ids() {
        TreeSet<ContractId> ids = new TreeSet<>();
        byType.values().forEach(versions -> versions.all.forEach(it -> ids.add(it.id())));
        return ids;
    }

    /**
     * Checks the data of an event against its contract. Takes bounded time and memory, whatever the
     * data is, and never throws because of it.
     *
     * @param event the event
     * @return what the check said
     */
    public ContractResult check(Event event) {
        Versions versions = byType.get(event.type());
        return versions == null
                ? NO_CONTRACT
                : versions.named(event.attribute("dataschema")).check(event);
    }

    /** The versions of one type, and by what a dataschema names them. */
    private static final class Versions {

        private final List<Contract> all = new ArrayList<>();
        private final Map<String, Contract> byId = new HashMap<>();

        void add(Contract contract, String id) {
            all.add(contract);
            if (!id.isEmpty()) {
                byId.put(id, contract);
            }
        }

        Contract named(@Nullable Object dataschema) {
            if (dataschema instanceof String uri) {
                Contract named = byId.get(uri);
                if (named != null) {
                    return named;
                }
                String plain = uri.endsWith(".json") ? uri.substring(0, uri.length() - 5) : uri;
                for (Contract contract : all) {
                    if (plain.endsWith("/" + contract.id())) {
                        return contract;
                    }
                }
            }
            return all.getLast();
        }
    }
}
