package io.gridgate.contract.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;

import io.gridgate.contract.ArbitraryData;
import io.gridgate.contract.Schemas;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;

import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.exc.JsonNodeException;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/** What is called compatible is: the schema library takes all that it took before. */
final class CompatibilityPropertiesTest {

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
    private static final AtomicInteger COMPATIBLE = new AtomicInteger();
    private static final AtomicInteger BROKEN = new AtomicInteger();

    private final Path folder = Files.createTempDirectory(Path.of("target"), "compatibility");

    CompatibilityPropertiesTest() throws IOException {}

    @Property(tries = 1_500)
    void aChangedSchemaThatIsCompatibleTakesAllThatTheOldOneTook(
            @ForAll("schemas") String schema,
            @ForAll long seed,
            @ForAll("values") List<String> values)
            throws IOException {
        SchemaChange change = new SchemaChange(new Random(seed));
        String old = withDefinition(schema);
        hold(old, change.apply(old), values);
    }

    @Property(tries = 1_000)
    void twoSchemasThatAreCompatibleTakeTheSame(
            @ForAll("schemas") String one,
            @ForAll("schemas") String other,
            @ForAll("values") List<String> values)
            throws IOException {
        hold(withDefinition(one), withDefinition(other), values);
        hold(
                withDefinition("{\"allOf\":[" + one + "," + other + "]}"),
                withDefinition("{\"anyOf\":[" + one + "," + other + "]}"),
                values);
    }

    @Property(tries = 300)
    void everySchemaIsCompatibleWithItself(@ForAll("schemas") String schema) throws IOException {
        String document = withDefinition(schema);

        assertThat(findings(document, document)).isEmpty();
    }

    /** Both answers are given often enough for the properties to mean something. */
    @AfterContainer
    static void meansSomething() {
        assertThat(COMPATIBLE.get()).isGreaterThan(500);
        assertThat(BROKEN.get()).isGreaterThan(500);
    }

    private void hold(String old, String changed, List<String> values) throws IOException {
        List<Finding> findings = findings(old, changed);
        if (!findings.isEmpty()) {
            BROKEN.incrementAndGet();
            return;
        }
        COMPATIBLE.incrementAndGet();
        Schema before = library(old);
        Schema after = library(changed);
        for (String value : values) {
            if (takes(before, value, false)) {
                assertThat(takes(after, value, true))
                        .as("%s keeps %s, so it keeps %s", value, old, changed)
                        .isTrue();
            }
        }
    }

    private List<Finding> findings(String old, String changed) throws IOException {
        Path before = Files.writeString(folder.resolve("old.json"), old);
        Path after = Files.writeString(folder.resolve("new.json"), changed);
        return new Compatibility(Set.of(Direction.BACKWARD), false)
                .findings(Schemas.ofFile(before), Schemas.ofFile(after));
    }

    private static Schema library(String schema) {
        return LIBRARY.getSchema(
                SchemaLocation.of("https://example.com/schema"), schema, InputFormat.JSON);
    }

    /** The library has no verdict on integers that it cannot compare. */
    private static boolean takes(Schema schema, String value, boolean otherwise) {
        try {
            return schema.validate(JACKSON.readTree(value)).isEmpty();
        } catch (JsonNodeException e) {
            return otherwise;
        }
    }

    @Provide
    Arbitrary<String> schemas() {
        return ArbitraryData.schemas();
    }

    @Provide
    Arbitrary<List<String>> values() {
        return ArbitraryData.values().list().ofSize(40);
    }

    private static String withDefinition(String schema) {
        String definition = "\"$defs\":{\"a\":{\"type\":[\"integer\",\"object\"]}}";
        return schema.equals("{}")
                ? "{" + definition + "}"
                : schema.substring(0, schema.length() - 1) + "," + definition + "}";
    }
}
