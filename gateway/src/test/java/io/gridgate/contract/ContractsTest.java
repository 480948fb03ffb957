package io.gridgate.contract;

import static io.gridgate.contract.ContractFolder.TYPE;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.NoContract;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.event.EventBuilder;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

final class ContractsTest {

    @TempDir private Path folder;

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            nullValues = "-",
            value = {
                "-, 10",
                "https://example.com/other/3, 10",
                "https://example.com/v2, 2",
                "https://example.com/v2#, 10",
                "https://example.com/x/test.type/1, 1",
                "https://example.com/x/test.type/1.json, 1",
                "https://example.com/x/test.type/01, 10",
                "https://example.com/x/not.test.type/1, 10",
                "urn:x:/test.type/2, 2",
                "urn:test.type/2, 10",
                "https://example.com/x/test.type/10?a=b, 10",
            })
    void takesTheVersionThatDataschemaNamesElseTheNewest(String dataschema, int version) {
        Contracts contracts =
                folder().with("test.type/1.json", "{\"const\": 1}")
                        .with(
                                "test.type/2.json",
                                "{\"$id\": \"https://example.com/v2\", \"const\": 2}")
                        .with("test.type/10.json", "{\"const\": 10}")
                        .load();

        ContractResult result =
                contracts.check(
                        ContractFolder.event(
                                new EventBuilder()
                                        .attribute("type", TYPE)
                                        .attribute("dataschema", dataschema)
                                        .data(new byte[] {'0'})));

        assertThat(result)
                .isEqualTo(
                        new Violates(
                                new ContractId(TYPE, version),
                                List.of(new Violation("", "must be " + version)),
                                false));
    }

    @Test
    void knowsNoContractForOtherTypes() {
        Contracts contracts = folder().withSchema("{}").load();

        assertThat(contracts.check(ContractFolder.event("test.types", "0")))
                .isEqualTo(new NoContract());
        assertThat(contracts.check(ContractFolder.event("Test.type", "0")))
                .isEqualTo(new NoContract());
    }

    @Test
    void checksAnEventWithoutDataAsNull() {
        Contracts contracts = folder().withSchema("{\"type\": \"null\"}").load();

        assertThat(contracts.check(ContractFolder.event(TYPE, "")))
                .isEqualTo(new Conforms(new ContractId(TYPE, 1)));
        assertThat(contracts.check(ContractFolder.event(TYPE, "1")))
                .isEqualTo(violates("", "must be null, is integer"));
    }

    @Test
    void refusesDataThatIsNotJson() {
        Contracts contracts = folder().withSchema("{}").load();

        ContractResult result =
                contracts.check(
                        ContractFolder.event(
                                new EventBuilder()
                                        .attribute("type", TYPE)
                                        .attribute("datacontenttype", "image/png")
                                        .data(new byte[] {1, 2, 3})));

        assertThat(result).isEqualTo(violates("", "must be JSON in `data`, not `data_base64`"));
    }

    @Test
    void followsReferencesInsideTheFolderByPlaceAndById() {
        Contracts contracts =
                folder().withSchema(
                                "{\"prefixItems\": [{\"$ref\": \"../definitions/a.json\"},"
                                        + " {\"$ref\": \"https://example.com/b#/$defs/c\"},"
                                        + " {\"$ref\": \"#/$defs/own\"}, {\"$ref\": \"2.json\"}],"
                                        + " \"$defs\": {\"own\": {\"const\": 3}}}")
                        .with("test.type/2.json", "{\"const\": 4}")
                        .with("definitions/a.json", "{\"const\": 1}")
                        .with(
                                "definitions/b.json",
                                "{\"$id\": \"https://example.com/b\","
                                        + " \"$defs\": {\"c\": {\"const\": 2}}}")
                        .load();

        assertThat(checkVersion1(contracts, "[1, 2, 3, 4]"))
                .isEqualTo(new Conforms(new ContractId(TYPE, 1)));
        assertThat(checkVersion1(contracts, "[0, 0, 0, 0]"))
                .isEqualTo(
                        new Violates(
                                new ContractId(TYPE, 1),
                                List.of(
                                        new Violation("/0", "must be 1"),
                                        new Violation("/1", "must be 2"),
                                        new Violation("/2", "must be 3"),
                                        new Violation("/3", "must be 4")),
                                false));
    }

    @Test
    void namesItsContractsInOrder() {
        Contracts contracts =
                folder().with("b/2.json", "{}")
                        .with("b/10.json", "{}")
                        .with("a/1.json", "{}")
                        .with("README.md", "for people")
                        .with("a/examples/anything", "for people")
                        .load();

        assertThat(contracts.ids())
                .containsExactly(
                        new ContractId("a", 1), new ContractId("b", 2), new ContractId("b", 10));
    }

    private static ContractResult checkVersion1(Contracts contracts, String data) {
        return contracts.check(
                ContractFolder.event(
                        new EventBuilder()
                                .attribute("type", TYPE)
                                .attribute("dataschema", "https://example.com/" + TYPE + "/1")
                                .data(data.getBytes(UTF_8))));
    }

    private static Violates violates(String pointer, String detail) {
        return new Violates(
                new ContractId(TYPE, 1), List.of(new Violation(pointer, detail)), false);
    }

    private ContractFolder folder() {
        return new ContractFolder(folder);
    }
}
