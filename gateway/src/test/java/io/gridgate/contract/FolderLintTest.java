package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** What is wrong with a folder of contracts although a gateway would take it. */
final class FolderLintTest {

    private static final String SCHEMA =
            """
            {
              "$schema": "https://json-schema.org/draft/2020-12/schema",
              "$id": "https://schemas.example.com/test.type/1.json",
              "description": "Something was counted.",
              "x-owner": "Counting <counting@example.com>",
              "type": "object",
              "required": ["count"],
              "properties": {"count": {"type": "integer"}}
            }
            """;

    @TempDir private Path folder;
    private ContractFolder contracts;

    @BeforeEach
    void write() {
        contracts =
                new ContractFolder(folder)
                        .withSchema(SCHEMA)
                        .with("test.type/examples/1.valid.one.json", "{\"count\": 1}")
                        .with("test.type/examples/1.invalid.text.json", "{\"count\": \"1\"}");
    }

    @Test
    void findsNothingInAFolderAsItShouldBe() {
        assertThat(FolderLint.findings(folder)).isEmpty();
    }

    @Test
    void findsNothingInTheContractsOfThisRepository() {
        assertThat(FolderLint.findings(Path.of("..", "schemas"))).isEmpty();
    }

    @Test
    void saysWhatAGatewayWouldRefuseAndNothingElse() {
        contracts.with("test.type/2.json", "{\"$ref\": \"https://example.com/x.json\"}");

        assertThat(told())
                .containsExactly(
                        "test.type/2.json: a $ref leads to https://example.com/x.json, but only the"
                                + " files of this folder are read");
    }

    @Test
    void missesRemarksThatPeopleNeed() {
        contracts.withSchema(
                "{\"$id\": \"https://example.com/other/1\", \"required\": [\"count\"],"
                        + " \"properties\": {\"count\": {\"type\": \"integer\"}}}");

        assertThat(told())
                .containsExactly(
                        "test.type/1.json: must have $schema, so that every tool reads it as JSON"
                                + " Schema 2020-12",
                        "test.type/1.json: must have a description or a title: what has happened"
                                + " when it is sent",
                        "test.type/1.json: must have x-owner: the team that answers for it, and how"
                                + " to reach it",
                        "test.type/1.json: at /$id: must end with /test.type/1, with or without"
                                + " .json");
    }

    @Test
    void missesVersionsAndExamples() {
        contracts
                .with("test.type/3.json", SCHEMA.replace("/1.json", "/3.json"))
                .with("empty/README.md", "nothing here");

        assertThat(told())
                .containsExactly(
                        "test.type/3.json: versions must follow each other from 1: there is no 2",
                        "empty: has no contract; 1.json is missing",
                        "test.type/3.json: has no valid example:"
                                + " examples/3.valid.<name>.json is missing",
                        "test.type/3.json: has no invalid example:"
                                + " examples/3.invalid.<name>.json is missing");
    }

    @Test
    void holdsExamplesToTheirNames() {
        contracts
                .with("test.type/examples/1.valid.two.json", "{\"count\": 1.5}")
                .with("test.type/examples/1.invalid.two.json", "{\"count\": 2}")
                .with("test.type/examples/1.valid.text.json", "no JSON")
                .with("test.type/examples/2.valid.one.json", "{}")
                .with("test.type/examples/one.json", "{}");

        assertThat(told())
                .containsExactly(
                        "test.type/examples/1.invalid.two.json: must violate test.type/1, but keeps"
                                + " it",
                        "test.type/examples/1.valid.text.json: `data` is not valid JSON: expected a"
                                + " value at byte 0",
                        "test.type/examples/1.valid.two.json: must keep test.type/1, but '/count'"
                                + " must be integer, is number",
                        "test.type/examples/2.valid.one.json: is an example of a version that is"
                                + " not there: test.type/2",
                        "test.type/examples/one.json: must be named <version>.valid.<name>.json or"
                                + " <version>.invalid.<name>.json");
    }

    private List<String> told() {
        return FolderLint.findings(folder).stream()
                .map(it -> folder.relativize(it.file()) + ": " + it.what())
                .toList();
    }
}
