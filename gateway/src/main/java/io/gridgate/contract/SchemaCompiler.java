package io.gridgate.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import com.networknt.schema.dialect.BasicDialectRegistry;
import com.networknt.schema.dialect.Dialect;
import com.networknt.schema.dialect.Draft202012;
import com.networknt.schema.keyword.AnnotationKeyword;
import com.networknt.schema.keyword.KeywordType;
import com.networknt.schema.resource.SchemaLoader;

import org.jspecify.annotations.Nullable;

import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes schemas of JSON Schema 2020-12 ready for use. A {@code $ref} finds the files of the folder,
 * by their place or their {@code $id}, and the meta-schema; nothing is ever fetched. For one
 * thread, at start.
 */
final class SchemaCompiler {

    private static final String FOLDER_IRI = "gridgate://schemas/";
    private static final String META_SCHEMA = "https://json-schema.org/draft/2020-12/";
    private static final String DIALECT = META_SCHEMA + "schema";

    /** Who answers for a contract; a remark of our own. */
    static final String OWNER = "x-owner";

    private static final int FLAWS_SHOWN = 3;

    private final JsonMapper mapper =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();
    private final LinearPatterns patterns = new LinearPatterns();
    private final Map<String, String> texts = new HashMap<>();
    private final Map<String, JsonNode> documents = new HashMap<>();
    private final Set<String> names = new HashSet<>();
    private final SchemaRegistry registry = registry();
    private final Schema metaSchema = registry.getSchema(SchemaLocation.of(DIALECT));
    private @Nullable String refused;

    /**
     * Takes a file so that {@code $ref} finds it.
     *
     * @return its content
     * @throws ContractException if it is not a schema
     */
    JsonNode add(Path file, String path, byte[] content) {
        JsonNode json = parse(file, content);
        checkDialect(file, json);
        List<Error> flaws = metaSchema.validate(json);
        if (!flaws.isEmpty()) {
            throw new ContractException(file, describe(flaws));
        }
        collectNames(json);
        texts.put(address(path), new String(content, UTF_8));
        documents.put(address(path), json);
        String id = id(json);
        if (!id.isEmpty() && documents.put(id, json) != null) {
            throw new ContractException(file, "at /$id: another file has the same $id " + id);
        }
        if (!id.isEmpty()) {
            texts.put(id, new String(content, UTF_8));
        }
        return json;
    }

    /**
     * Compiles a schema; all files have been added.
     *
     * @throws ContractException if a reference or a pattern cannot be used
     */
    Schema compile(Path file, String path, JsonNode json) {
        try {
            Schema schema = registry.getSchema(SchemaLocation.of(address(path)), json);
            schema.initializeValidators();
            String flaw = patterns.flaw();
            if (flaw != null) {
                throw new ContractException(file, flaw);
            }
            return schema;
        } catch (SchemaException e) {
            throw new ContractException(file, unresolved(e), e);
        }
    }

    /** Returns the schema at a place of a file that was added. */
    Schema at(SchemaLocation place) {
        return registry.getSchema(place);
    }

    /** Returns the absolute {@code $id} of a schema without its fragment, empty if it has none. */
    static String id(JsonNode json) {
        String id = json.path("$id").asString("");
        int fragment = id.indexOf('#');
        return fragment < 0 ? id : id.substring(0, fragment);
    }

    /** Returns the address of a file, from which its relative references start. */
    static String address(String path) {
        return FOLDER_IRI + path;
    }

    /** Returns the files by their addresses and ids. */
    Map<String, JsonNode> documents() {
        return documents;
    }

    /** Returns all names that stand in the files. */
    Set<String> names() {
        return names;
    }

    private SchemaRegistry registry() {
        SchemaLoader loader =
                SchemaLoader.builder()
                        .allow(iri -> allows(iri.toString()))
                        .resourceLoaders(loaders -> loaders.resources(texts::get))
                        .build();
        SchemaRegistryConfig config =
                SchemaRegistryConfig.builder()
                        .formatAssertionsEnabled(true)
                        .regularExpressionFactory(patterns)
                        .messageSource((key, _, _, arguments) -> ViolationText.of(key, arguments))
                        .build();
        return SchemaRegistry.builder()
                .defaultDialectId(DIALECT)
                .dialectRegistry(new BasicDialectRegistry(dialect()))
                .schemaLoader(loader)
                .schemaRegistryConfig(config)
                .build();
    }

    /** Returns 2020-12 with our formats, and with {@code content…} as remarks, as it says. */
    private static Dialect dialect() {
        return Dialect.builder(DIALECT)
                .specificationVersion(SpecificationVersion.DRAFT_2020_12)
                .idKeyword("$id")
                .formats(CheckedFormats.all())
                .keywords(KeywordType.getKeywords(SpecificationVersion.DRAFT_2020_12))
                .keyword(new AnnotationKeyword("contentEncoding"))
                .keyword(new AnnotationKeyword("contentMediaType"))
                .keyword(new AnnotationKeyword("definitions"))
                .keyword(new AnnotationKeyword(OWNER))
                .vocabularies(Draft202012.getInstance().getVocabularies())
                .build();
    }

    private static boolean isMeta(String iri) {
        return iri.startsWith(META_SCHEMA);
    }

    private JsonNode parse(Path file, byte[] content) {
        try {
            return mapper.readTree(content);
        } catch (JacksonException e) {
            TokenStreamLocation place = e.getLocation();
            String where =
                    place == null
                            ? ""
                            : "line "
                                    + place.getLineNr()
                                    + ", column "
                                    + place.getColumnNr()
                                    + ": ";
            String why =
                    e instanceof DatabindException
                            ? "something follows the value"
                            : e.getOriginalMessage();
            throw new ContractException(file, where + "is not JSON: " + why, e);
        }
    }

    private static void checkDialect(Path file, JsonNode json) {
        if (!json.isObject()) {
            throw new ContractException(file, "must be a JSON object");
        }
        JsonNode dialect = json.path("$schema");
        if (!dialect.isMissingNode() && !dialect.asString("").equals(DIALECT)) {
            throw new ContractException(
                    file, "at /$schema: only " + DIALECT + " is known, not " + dialect);
        }
        String id = id(json);
        if (!id.isEmpty() && (!id.contains(":") || isMeta(id) || id.startsWith(FOLDER_IRI))) {
            throw new ContractException(file, "at /$id: must be an absolute URI of your own");
        }
    }

    private void collectNames(JsonNode json) {
        json.propertyNames().forEach(names::add);
        json.values().forEach(this::collectNames);
    }

    private static String describe(List<Error> flaws) {
        StringBuilder text = new StringBuilder();
        for (Error flaw : flaws.subList(0, Math.min(flaws.size(), FLAWS_SHOWN))) {
            text.append(text.isEmpty() ? "" : "; ")
                    .append("at ")
                    .append(flaw.getInstanceLocation())
                    .append(": ")
                    .append(flaw.getMessage());
        }
        return text.toString();
    }

    private String unresolved(SchemaException e) {
        return refused == null
                ? "a $ref leads nowhere: " + e.getMessage()
                : "a $ref leads to "
                        + refused.replace(FOLDER_IRI, "")
                        + ", but only the files of this folder are read";
    }

    /** Says whether a schema may be loaded, and remembers the first that may not. */
    private boolean allows(String iri) {
        boolean allowed = texts.containsKey(iri) || isMeta(iri);
        if (!allowed && refused == null) {
            refused = iri;
        }
        return allowed;
    }
}
