package io.gridgate.app.command;

import io.gridgate.app.output.ReadyLine;
import io.gridgate.contract.FolderLint;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Says what is wrong with a folder of contracts. */
@Command(
        name = "lint",
        description = {
            "Checks a folder of event contracts: layout and names, schemas, references and patterns",
            "as a gateway would; and that every contract has $schema, a title or description, an",
            "x-owner and versions without gaps, and at least one valid and one invalid example that",
            "is what its name says. Nothing is fetched.",
            "",
            "Exit codes: 0 all is well, 1 something is wrong, 2 the command line is.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SchemasLintCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = "schemas",
            description = "Folder of contracts. Default: ${DEFAULT-VALUE}.")
    private Path folder = Path.of("schemas");

    @Option(names = "--json", description = "Print one line of JSON for each finding.")
    private boolean json;

    @Override
    public Integer call() {
        if (!Files.isDirectory(folder)) {
            throw new ParameterException(spec.commandLine(), folder + " is not a folder");
        }
        List<FolderLint.Finding> findings = FolderLint.findings(folder);
        PrintWriter out = spec.commandLine().getOut();
        for (FolderLint.Finding finding : findings) {
            out.println(
                    json
                            ? ReadyLine.text(
                                    Map.of(
                                            "file", finding.file().toString(),
                                            "what", finding.what()))
                            : finding.file() + ": " + finding.what());
        }
        if (findings.isEmpty() && !json) {
            out.println(folder + ": all is well");
        }
        out.flush();
        return findings.isEmpty() ? 0 : SchemasCommand.FOUND_SOMETHING;
    }
}
