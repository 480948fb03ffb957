package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.Violates;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

import java.nio.file.Path;
import java.util.stream.Collectors;

/** What a sender is told, keyword by keyword. */
final class ViolationsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvFileSource(resources = "violations.csv", delimiter = '|', quoteCharacter = '`')
    void tellsWhereAndWhatWouldBeRight(String schema, String data, String told) {
        Contracts contracts = new ContractFolder(folder).withSchema(schema).load();

        String result =
                switch (ContractFolder.check(contracts, data)) {
                    case Conforms _ -> "conforms";
                    case Violates it ->
                            it.violations().stream()
                                    .map(each -> each.pointer() + ": " + each.detail())
                                    .collect(Collectors.joining("; "));
                    case ContractResult.NoContract _ -> "no contract";
                };

        assertThat(result).isEqualTo(told);
    }
}
