package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.contract.ContractResult.Conforms;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.event.Event;
import io.gridgate.event.EventBuilder;

import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The contracts of this repository, held to their examples. */
final class ExamplesTest {

    private static final Path SCHEMAS = Path.of("..", "schemas");
    private static final Contracts CONTRACTS = Contracts.load(SCHEMAS);

    @TestFactory
    Stream<DynamicTest> everyExampleIsWhatItsNameSays() throws IOException {
        return examples().stream()
                .map(file ->
                        DynamicTest.dynamicTest(
                                SCHEMAS.relativize(file).toString(), () -> check(file)));
    }

    @Test
    void everyContractHasAValidAndAnInvalidExample() throws IOException {
        List<String> names = examples().stream().map(file -> file.toString()).toList();

        for (ContractId id : CONTRACTS.ids()) {
            String prefix = id.type() + "/examples/" + id.version();
            assertThat(names)
                    .anyMatch(name -> name.contains(prefix + ".valid."))
                    .anyMatch(name -> name.contains(prefix + ".invalid."));
        }
    }

    private static void check(Path file) throws IOException {
        String[] name = file.getFileName().toString().split("\\.", -1);
        ContractId id =
                new ContractId(
                        file.getParent().getParent().getFileName().toString(),
                        Integer.parseInt(name[0]));
        Event event =
                ContractFolder.event(
                        new EventBuilder()
                                .attribute("type", id.type())
                                .attribute("dataschema", "https://schemas.contoso.com/" + id)
                                .data(Files.readAllBytes(file)));

        ContractResult result = CONTRACTS.check(event);

        if (name[1].equals("valid")) {
            assertThat(result).isEqualTo(new Conforms(id));
        } else {
            assertThat(name[1]).isEqualTo("invalid");
            assertThat(result)
                    .isInstanceOfSatisfying(
                            Violates.class,
                            it -> {
                                assertThat(it.contract()).isEqualTo(id);
                                assertThat(it.violations()).hasSize(1);
                            });
        }
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.walk(SCHEMAS)) {
            return files.filter(file -> file.getParent().endsWith("examples")).sorted().toList();
        }
    }
}
