package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/** What is seen at a glance; {@link AgreementTest} shows that it is never wrong. */
final class ScreenTest {

    private static final JsonMapper JACKSON = new JsonMapper();
    private static final String ADDRESS = SchemaCompiler.address("t/1.json");

    @ParameterizedTest
    @CsvFileSource(resources = "glances.csv", delimiter = '|', quoteCharacter = '`')
    void seesAtAGlance(String schema, String data, String seen) {
        Screen screen = screen(schema);

        String told = screen == null ? "no glance" : fits(screen, data) ? "fits" : "not certain";

        assertThat(told).isEqualTo(seen);
    }

    @Test
    void takesTheWholeValueAndNoMore() {
        Screen screen =
                Objects.requireNonNull(
                        screen(
                                "{\"allOf\": [{\"items\": {\"type\": \"string\"}}], \"anyOf\":"
                                        + " [{\"maxItems\": 0}, {\"minItems\": 2}]}"));
        byte[] data = " [\"a\" , \"\\n\"] , ".getBytes(UTF_8);
        Glance glance = new Glance(data, 0);

        assertThat(screen.fits(glance)).isTrue();
        assertThat(glance.cursor().position()).isEqualTo(13);
        assertThat(glance.depth()).isZero();
    }

    @Test
    void givesUpOnSchemasThatMultiply() {
        Screen screen =
                Objects.requireNonNull(
                        screen(
                                "{\"allOf\": [{\"$ref\": \"#/$defs/a\"}, {\"$ref\": \"#/$defs/a\"}],"
                                        + " \"$defs\": {\"a\": {\"properties\": {\"a\": {\"$ref\": \"#\"}}}}}"));

        assertThat(fits(screen, "{\"a\":".repeat(100) + "1" + "}".repeat(100))).isFalse();
        assertThat(fits(screen, "{\"a\":".repeat(5) + "1" + "}".repeat(5))).isTrue();
    }

    @Test
    void givesUpOnAReferenceThatTurnsInACircle() {
        assertThat(fits(Objects.requireNonNull(screen("{\"$ref\": \"#\"}")), "1")).isFalse();
    }

    @Test
    void seesTheGoodExamplesOfThisRepository() throws IOException {
        Path folder = Path.of("..", "schemas");
        Map<String, JsonNode> documents = new HashMap<>();
        for (String path :
                new String[] {
                    "com.contoso.order.placed/1.json",
                    "com.contoso.wellbeing.rated/1.json",
                    "definitions/money.json"
                }) {
            JsonNode json = JACKSON.readTree(Files.readAllBytes(folder.resolve(path)));
            documents.put(SchemaCompiler.address(path), json);
            documents.put(SchemaCompiler.id(json), json);
        }
        Screen orders = compile(documents, "com.contoso.order.placed/1.json");
        Screen ratings = compile(documents, "com.contoso.wellbeing.rated/1.json");

        assertThat(
                        fits(
                                orders,
                                read(
                                        folder,
                                        "com.contoso.order.placed/examples/1.valid.full.json")))
                .isTrue();
        assertThat(
                        fits(
                                ratings,
                                read(
                                        folder,
                                        "com.contoso.wellbeing.rated/examples/1.valid.good-day.json")))
                .isTrue();
    }

    private static String read(Path folder, String file) throws IOException {
        return Files.readString(folder.resolve(file));
    }

    private static Screen compile(Map<String, JsonNode> documents, String path) {
        return Objects.requireNonNull(
                new ScreenCompiler(documents).compile(SchemaCompiler.address(path)));
    }

    private static Screen screen(String schema) {
        return new ScreenCompiler(Map.of(ADDRESS, JACKSON.readTree(schema))).compile(ADDRESS);
    }

    private static boolean fits(Screen screen, String data) {
        return screen.fits(new Glance(data.getBytes(UTF_8), 0));
    }
}
