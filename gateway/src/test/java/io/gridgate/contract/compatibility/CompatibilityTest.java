package io.gridgate.contract.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.contract.Schemas;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** What a change of a schema breaks, and how that is told. */
final class CompatibilityTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvFileSource(resources = "changes.csv", delimiter = '|', quoteCharacter = '`')
    void tellsWhatAChangeBreaks(String old, String changed, String backward, String forward)
            throws IOException {
        assertThat(told(old, changed, Direction.BACKWARD)).isEqualTo(backward);
        assertThat(told(old, changed, Direction.FORWARD)).isEqualTo(forward);
    }

    @Test
    void leavesOutPropertiesThatNobodyNamedWhereThatIsAskedFor() throws IOException {
        String old = "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"}}}";
        String changed =
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"string\"},"
                        + "\"b\":{\"type\":\"object\",\"properties\":{\"c\":{}}}}}";

        assertThat(findings(old, changed, Set.of(Direction.BACKWARD), true)).isEmpty();
        assertThat(findings(old, changed, Set.of(Direction.BACKWARD), false))
                .containsExactly(
                        new Finding(
                                Direction.BACKWARD,
                                "/properties/b/type",
                                "/b",
                                "any type",
                                "object",
                                true));
    }

    @Test
    void namesTheFileOfARuleThatContractsShare() throws IOException {
        write("old", "{\"type\":\"number\"}");
        write("new", "{\"type\":\"integer\"}");

        FolderComparison comparison =
                FolderComparison.of(
                        Schemas.ofFolder(folder.resolve("old")),
                        Schemas.ofFolder(folder.resolve("new")),
                        new Compatibility(Set.of(Direction.BACKWARD), false));

        assertThat(comparison.removed()).isEmpty();
        assertThat(comparison.pairs())
                .singleElement()
                .satisfies(pair ->
                        assertThat(pair.findings())
                                .containsExactly(
                                        new Finding(
                                                Direction.BACKWARD,
                                                "definitions/amount.json#/type",
                                                "/amount",
                                                "number",
                                                "integer",
                                                true)));
    }

    private void write(String version, String amount) throws IOException {
        Path schemas = folder.resolve(version);
        Files.createDirectories(schemas.resolve("definitions"));
        Files.createDirectories(schemas.resolve("com.contoso.paid"));
        Files.writeString(schemas.resolve("definitions/amount.json"), amount);
        Files.writeString(
                schemas.resolve("com.contoso.paid/1.json"),
                "{\"properties\":{\"amount\":{\"$ref\":\"../definitions/amount.json\"}}}");
    }

    private String told(String old, String changed, Direction direction) throws IOException {
        List<Finding> findings = findings(old, changed, Set.of(direction), false);
        return findings.isEmpty()
                ? "compatible"
                : findings.stream().map(CompatibilityTest::text).collect(Collectors.joining("; "));
    }

    private static String text(Finding it) {
        return "%s%s [%s] %s -> %s"
                .formatted(it.certain() ? "" : "? ", it.place(), it.data(), it.was(), it.is());
    }

    private List<Finding> findings(
            String old, String changed, Set<Direction> directions, boolean knownOnly)
            throws IOException {
        Path before = Files.writeString(folder.resolve("old.json"), old);
        Path after = Files.writeString(folder.resolve("new.json"), changed);
        return new Compatibility(directions, knownOnly)
                .findings(Schemas.ofFile(before), Schemas.ofFile(after));
    }
}
