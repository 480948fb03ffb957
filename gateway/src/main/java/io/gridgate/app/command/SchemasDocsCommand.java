package io.gridgate.app.command;

import io.gridgate.app.process.StartException;
import io.gridgate.contract.ContractException;
import io.gridgate.contract.ContractId;
import io.gridgate.contract.Example;
import io.gridgate.contract.Examples;
import io.gridgate.contract.Schemas;
import io.gridgate.contract.documentation.AsyncApi;
import io.gridgate.contract.documentation.ContractPage;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.concurrent.Callable;

/** Writes about contracts for those who have not got the folder. */
@Command(
        name = "docs",
        description = {
            "Writes what a folder of event contracts says: contracts.md for people, with fields and",
            "samples, and asyncapi.json for tools (AsyncAPI 3.0), with every schema whole.",
            "",
            "Exit codes: 0 both are written, 1 the contracts cannot be used, 2 the command line is",
            "wrong.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SchemasDocsCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(paramLabel = "DIR", description = "Folder of contracts.")
    private Path folder = Path.of("schemas");

    @Option(
            names = "--out",
            paramLabel = "OUT",
            required = true,
            description =
                    "Folder to write to; made if it is not there. Files of the same names go.")
    private Path out = Path.of("");

    @Option(
            names = "--title",
            paramLabel = "TEXT",
            defaultValue = "Event contracts",
            description = "What it is called. Default: ${DEFAULT-VALUE}.")
    private String title = "Event contracts";

    @Option(
            names = "--version-name",
            paramLabel = "TEXT",
            defaultValue = "1",
            description = "Version of the contracts as a whole. Default: ${DEFAULT-VALUE}.")
    private String version = "1";

    @Override
    public Integer call() {
        try {
            Schemas schemas = Schemas.ofFolder(folder);
            SortedMap<ContractId, List<Example>> examples = Examples.valid(folder);
            write("contracts.md", ContractPage.of(title, schemas, examples));
            write("asyncapi.json", AsyncApi.of(title, version, schemas, examples));
            return 0;
        } catch (ContractException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    private void write(String name, String text) {
        Path file = out.resolve(name);
        try {
            Files.createDirectories(out);
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new StartException(file + ": cannot be written: " + e.getMessage(), e);
        }
        PrintWriter told = spec.commandLine().getOut();
        told.println(file);
        told.flush();
    }
}
