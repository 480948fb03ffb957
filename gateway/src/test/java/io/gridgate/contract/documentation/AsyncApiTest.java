package io.gridgate.contract.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.Examples;
import io.gridgate.contract.Schemas;

import org.junit.jupiter.api.Test;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * The document about the contracts of this repository. That it keeps AsyncAPI's own schema is
 * asserted by its parts: that schema is not at hand without a network.
 */
final class AsyncApiTest {

    private static final Path FOLDER = Path.of("..", "schemas");
    private static final Schemas SCHEMAS = Schemas.ofFolder(FOLDER);
    private static final JsonNode DOCUMENT =
            new JsonMapper().readTree(AsyncApi.of("Shop", "7", SCHEMAS, Examples.valid(FOLDER)));

    @Test
    void saysWhatItIs() {
        assertThat(DOCUMENT.propertyNames())
                .containsExactly(
                        "asyncapi", "info", "defaultContentType", "channels", "components");
        assertThat(DOCUMENT.path("asyncapi").asString()).isEqualTo("3.0.0");
        assertThat(DOCUMENT.path("info").toString())
                .isEqualTo("{\"title\":\"Shop\",\"version\":\"7\"}");
    }

    @Test
    void hasAChannelForEachTypeAndAMessageForEachVersion() {
        assertThat(DOCUMENT.at("/channels/com.contoso.wellbeing.rated").toString())
                .isEqualTo(
                        "{\"address\":null,\"messages\":{"
                                + "\"v1\":{\"$ref\":\"#/components/messages/com.contoso.wellbeing.rated.1\"},"
                                + "\"v2\":{\"$ref\":\"#/components/messages/com.contoso.wellbeing.rated.2\"}}}");
        assertThat(DOCUMENT.at("/components/messages").propertyNames())
                .containsExactlyElementsOf(
                        SCHEMAS.contracts().keySet().stream()
                                .map(id -> id.type() + "." + id.version())
                                .toList())
                .allMatch(name -> name.matches("[\\w.\\-]+"));
    }

    @Test
    void describesAMessageWithItsAttributesAndSamples() {
        JsonNode message = message(new ContractId("com.contoso.order.placed", 1));

        assertThat(message.propertyNames())
                .containsExactly(
                        "name",
                        "title",
                        "x-owner",
                        "contentType",
                        "headers",
                        "payload",
                        "examples");
        assertThat(message.at("/headers/properties/ce-type").toString())
                .isEqualTo("{\"const\":\"com.contoso.order.placed\"}");
        assertThat(message.at("/payload/schemaFormat").asString())
                .isEqualTo("application/schema+json;version=2020-12");
        assertThat(message.path("examples").valueStream().map(it -> it.path("name").asString()))
                .containsExactly("full", "minimal");
    }

    @Test
    void hasSchemasThatStandAlone() {
        for (ContractId id : SCHEMAS.contracts().keySet()) {
            Schema alone =
                    SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                            .getSchema(
                                    message(id).at("/payload/schema").toString(), InputFormat.JSON);
            for (Path example : examples(id)) {
                boolean valid = example.toString().contains(".valid.");

                assertThat(
                                alone.validate(
                                                read(example),
                                                InputFormat.JSON,
                                                it ->
                                                        it.executionConfig(config ->
                                                                config.formatAssertionsEnabled(
                                                                        true)))
                                        .isEmpty())
                        .as(example.toString())
                        .isEqualTo(valid);
            }
        }
    }

    private static JsonNode message(ContractId id) {
        return DOCUMENT.path("components").path("messages").path(id.type() + "." + id.version());
    }

    private static List<Path> examples(ContractId id) {
        try (Stream<Path> files = Files.list(FOLDER.resolve(id.type()).resolve("examples"))) {
            return files.filter(it -> it.getFileName().toString().startsWith(id.version() + "."))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
