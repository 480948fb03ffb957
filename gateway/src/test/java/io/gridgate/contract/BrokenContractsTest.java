package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.nio.file.Path;

/** A folder that cannot be used, and what the operator is told about it. */
final class BrokenContractsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvFileSource(resources = "broken.csv", delimiter = '|', quoteCharacter = '`')
    void namesFilePlaceAndReason(String file, String content, String told) {
        ContractFolder contracts = new ContractFolder(folder).with(file, content);

        assertThatThrownBy(contracts::load)
                .isInstanceOf(ContractException.class)
                .hasMessageStartingWith(folder.toString())
                .hasMessageEndingWith(told);
    }

    @Test
    void refusesAFolderThatIsNotThere() {
        assertThatThrownBy(() -> Contracts.load(folder.resolve("none")))
                .isInstanceOf(ContractException.class)
                .hasMessage(folder.resolve("none") + ": is not a folder that can be read");
    }

    @Test
    void refusesAFileThatIsTooLarge() {
        ContractFolder contracts =
                new ContractFolder(folder)
                        .withSchema(
                                "{\"title\":\"%s\"}"
                                        .formatted("x".repeat(SchemaFiles.FILE_BYTES_MAX)));

        assertThatThrownBy(contracts::load).hasMessageEndingWith("at most 262144 are allowed");
    }

    @Test
    void refusesTooManyFiles() {
        ContractFolder contracts = new ContractFolder(folder);
        for (int i = 1; i <= SchemaFiles.FILES_MAX + 1; i++) {
            contracts.with("t/" + i + ".json", "{}");
        }

        assertThatThrownBy(contracts::load).hasMessage(folder + ": has more than 1000 schemas");
    }

    @Test
    void refusesAnIdThatTwoFilesHave() {
        ContractFolder contracts =
                new ContractFolder(folder)
                        .with("a/1.json", "{\"$id\": \"https://example.com/x\"}")
                        .with("b/1.json", "{\"$id\": \"https://example.com/x\"}");

        assertThatThrownBy(contracts::load)
                .hasMessageEndingWith(
                        "at /$id: another file has the same $id https://example.com/x");
    }
}
