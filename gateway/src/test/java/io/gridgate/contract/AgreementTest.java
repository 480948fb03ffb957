package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.Violates;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The registry says what the library says by itself, with Jackson's reader and Java's patterns. */
final class AgreementTest {

    private static final JsonMapper JACKSON =
            JsonMapper.builder().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS).build();
    private static final SchemaRegistry LIBRARY =
            SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12,
                    builder ->
                            builder.schemaCacheEnabled(false)
                                    .schemaRegistryConfig(
                                            SchemaRegistryConfig.builder()
                                                    .formatAssertionsEnabled(true)
                                                    .build()));

    private final Path folder = Files.createTempDirectory(Path.of("target"), "agreement");

    AgreementTest() throws IOException {}

    @Property(tries = 500)
    void saysOfAnySchemaWhatTheLibrarySays(
            @ForAll("schemas") String schema, @ForAll("values") List<String> values) {
        compare(schema, values);
    }

    @Property(tries = 1_000)
    void saysAtAGlanceWhatTheLibrarySays(
            @ForAll("simpleSchemas") String schema, @ForAll("values") List<String> values) {
        compare(schema, values);
    }

    @Example
    void refusesAnIntegerThatTheLibraryCannotCompare() throws IOException {
        String schema = "{\"allOf\": [{\"type\": \"integer\", \"minimum\": 0}]}";
        Contracts contracts = new ContractFolder(folder).withSchema(schema).load();

        assertThat(ContractFolder.check(contracts, "1E+30")).isInstanceOf(Violates.class);
    }

    private void compare(String schema, List<String> values) {
        String document = withDefinition(schema);
        Contracts contracts = new ContractFolder(folder).withSchema(document).load();
        Schema library =
                LIBRARY.getSchema(
                        SchemaLocation.of("https://example.com/schema"),
                        document,
                        InputFormat.JSON);

        for (String value : values) {
            boolean conforms = ContractFolder.check(contracts, value) instanceof Conforms;

            verdict(library, value)
                    .ifPresent(expected ->
                            assertThat(conforms)
                                    .as("%s against %s", value, document)
                                    .isEqualTo(expected));
        }
    }

    /** The library has none of integers that it cannot compare; then a check must only end. */
    private static Optional<Boolean> verdict(Schema library, String value) {
        try {
            return Optional.of(library.validate(JACKSON.readTree(value)).isEmpty());
        } catch (JsonNodeException e) {
            return Optional.empty();
        }
    }

    @Provide
    Arbitrary<String> schemas() {
        return ArbitraryData.schemas();
    }

    @Provide
    Arbitrary<String> simpleSchemas() {
        return ArbitraryData.simpleSchemas();
    }

    @Provide
    Arbitrary<List<String>> values() {
        return ArbitraryData.values().list().ofSize(20);
    }

    @AfterProperty
    void clean() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private static String withDefinition(String schema) {
        String definition = "\"$defs\":{\"a\":{\"type\":[\"integer\",\"object\"]}}";
        return schema.equals("{}")
                ? "{" + definition + "}"
                : schema.substring(0, schema.length() - 1) + "," + definition + "}";
    }
}
