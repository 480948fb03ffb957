package io.gridgate.contract;

import com.networknt.schema.ExecutionContext;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.ValidationLimitExceededException;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.exc.JsonNodeException;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The schemas of a folder, or of one file, to be read by people who change them and by tools: the
 * documents themselves, what their references lead to, and what the schema library says of a value.
 * For one thread.
 */
public final class Schemas {

    private static final String ALONE = "alone.json";

    private final SchemaCompiler compiler = new SchemaCompiler();
    private final SortedMap<ContractId, SchemaPlace> contracts = new TreeMap<>();
    private final Map<String, String> files = new TreeMap<>();

    private Schemas() {}

    /**
     * Reads a folder of contracts.
     *
     * @param folder the folder; docs/contracts.md has its layout and limits
     * @return what is in it
     * @throws ContractException if a gateway could not use it
     */
    public static Schemas ofFolder(Path folder) {
        Schemas schemas = new Schemas();
        SchemaFiles files = SchemaFiles.read(folder);
        files.definitions().forEach((path, content) -> schemas.add(folder, path, content));
        files.contracts()
                .forEach((id, content) ->
                        schemas.contracts.put(
                                id, schemas.add(folder, SchemaFiles.path(id), content)));
        schemas.contracts.forEach((id, place) ->
                schemas.compiler.compile(
                        folder.resolve(SchemaFiles.path(id)), SchemaFiles.path(id), place.json()));
        return schemas;
    }

    /**
     * Reads one contract. Where it stands in a folder of contracts, its references reach what is in
     * that folder; else they reach nothing but itself.
     *
     * @param file the file
     * @return the contract
     * @throws ContractException if a gateway could not use it
     */
    public static Loaded ofFile(Path file) {
        Path absolute = file.toAbsolutePath().normalize();
        Optional<ContractId> id = SchemaFiles.id(absolute);
        Path type = absolute.getParent();
        Path folder = type == null ? null : type.getParent();
        if (id.isPresent() && folder != null && isFolderOfContracts(folder)) {
            Schemas schemas = ofFolder(folder);
            SchemaPlace contract = schemas.contracts.get(id.get());
            if (contract != null) {
                return new Loaded(schemas, contract);
            }
        }
        Schemas schemas = new Schemas();
        SchemaPlace alone = schemas.add(file, "", ALONE, SchemaFiles.content(file));
        schemas.compiler.compile(file, ALONE, alone.json());
        return new Loaded(schemas, alone);
    }

    /**
     * One contract and the schemas among which it stands.
     *
     * @param schemas the schemas
     * @param contract the contract
     */
    public record Loaded(Schemas schemas, SchemaPlace contract) {}

    /** {@return the contracts of a folder, in order; those of one type by version} */
    public SortedMap<ContractId, SchemaPlace> contracts() {
        return Collections.unmodifiableSortedMap(contracts);
    }

    /**
     * {@return one of the contracts of a folder}
     *
     * @param id its name; must be there
     */
    public Loaded loaded(ContractId id) {
        SchemaPlace contract = contracts.get(id);
        if (contract == null) {
            throw new IllegalArgumentException("there is no contract " + id);
        }
        return new Loaded(this, contract);
    }

    /**
     * {@return the path of the file in which a place is, inside the folder}
     *
     * @param place a place of these schemas
     */
    public String file(SchemaPlace place) {
        return files.getOrDefault(place.document(), place.document());
    }

    /**
     * {@return the whole file in which a place is}
     *
     * @param place a place of these schemas
     */
    public SchemaPlace whole(SchemaPlace place) {
        JsonNode json = compiler.documents().get(place.document());
        if (json == null) {
            throw new IllegalArgumentException("there is no file " + place.document());
        }
        return new SchemaPlace(place.document(), "", json, false);
    }

    /**
     * Follows a reference.
     *
     * @param from the schema that has it
     * @param reference the value of {@code $ref}
     * @return what it leads to; empty where that cannot be told without the schema library, because
     *     of anchors or of an {@code $id} inside a file
     */
    public Optional<SchemaPlace> resolve(SchemaPlace from, String reference) {
        int hash = reference.indexOf('#');
        String address = hash < 0 ? reference : reference.substring(0, hash);
        String fragment = hash < 0 ? "" : reference.substring(hash + 1);
        JsonNode whole = compiler.documents().get(from.document());
        if (from.embedded()
                || whole == null
                || (from.json().has("$id") && !from.pointer().isEmpty())) {
            return Optional.empty();
        }
        try {
            String id = SchemaCompiler.id(whole);
            String base = id.isEmpty() ? from.document() : id;
            String target =
                    address.isEmpty()
                            ? from.document()
                            : URI.create(base).resolve(address).toString();
            JsonNode document = compiler.documents().get(target);
            return document == null
                    ? Optional.empty()
                    : step(new SchemaPlace(target, "", document, false), fragment);
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /**
     * Asks the schema library whether a value fits.
     *
     * @param schema the schema
     * @param value the value
     * @return whether it fits; empty where the library cannot tell
     */
    public Optional<Boolean> accepts(SchemaPlace schema, JsonNode value) {
        try {
            Schema compiled = compiler.at(SchemaLocation.of(schema.toString()));
            ExecutionContext context = new ExecutionContext(Contract.ALL);
            compiled.validate(context, value);
            return Optional.of(context.getErrors().isEmpty());
        } catch (SchemaException | JsonNodeException | ValidationLimitExceededException e) {
            return Optional.empty();
        }
    }

    private SchemaPlace add(Path folder, String path, byte[] content) {
        return add(folder.resolve(path), path, path, content);
    }

    private SchemaPlace add(Path file, String shown, String path, byte[] content) {
        JsonNode json = compiler.add(file, path, content);
        files.put(SchemaCompiler.address(path), shown);
        String id = SchemaCompiler.id(json);
        if (!id.isEmpty()) {
            files.put(id, shown);
        }
        return new SchemaPlace(SchemaCompiler.address(path), "", json, false);
    }

    private static Optional<SchemaPlace> step(SchemaPlace from, String fragment) {
        if (fragment.isEmpty()) {
            return Optional.of(from);
        }
        if (!fragment.startsWith("/")) {
            return Optional.empty();
        }
        String decoded = URLDecoder.decode(fragment.replace("+", "%2B"), StandardCharsets.UTF_8);
        SchemaPlace place = from;
        for (String token : decoded.substring(1).split("/", -1)) {
            String name = token.replace("~1", "/").replace("~0", "~");
            JsonNode json = place.json();
            JsonNode next =
                    json.isArray() && name.matches("[0-9]{1,9}")
                            ? json.path(Integer.parseInt(name))
                            : json.path(name);
            if (next.isMissingNode()) {
                return Optional.empty();
            }
            place = place.step(name, next);
        }
        return Optional.of(place);
    }

    /** A gateway would take all of the folder, or it is none. */
    private static boolean isFolderOfContracts(Path folder) {
        try {
            SchemaFiles.read(folder);
            return true;
        } catch (ContractException e) {
            return false;
        }
    }
}
