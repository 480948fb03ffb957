package io.gridgate.app.command;

import io.gridgate.app.output.CompatibilityText;
import io.gridgate.contract.ContractException;
import io.gridgate.contract.Schemas;
import io.gridgate.contract.compatibility.Compatibility;
import io.gridgate.contract.compatibility.Direction;
import io.gridgate.contract.compatibility.Finding;
import io.gridgate.contract.compatibility.FolderComparison;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;

/** Says what a change of contracts breaks. */
@Command(
        name = "check",
        description = {
            "Tells whether changed event contracts break those who send or read, and why: which",
            "rule, what it was, what it is, and whom it hurts. Compares two files, or two folders:",
            "then every version with itself, and a new newest version with the newest before it.",
            "",
            "Exit codes: 0 nothing breaks, 1 something does (with --strict also where it cannot be",
            "told), 2 the command line is wrong or a contract cannot be used.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SchemasCheckCommand implements Callable<Integer> {

    /** Which way contracts have to be compatible. */
    enum Mode {
        backward,
        forward,
        full;

        Set<Direction> directions() {
            return switch (this) {
                case backward -> EnumSet.of(Direction.BACKWARD);
                case forward -> EnumSet.of(Direction.FORWARD);
                case full -> EnumSet.allOf(Direction.class);
            };
        }
    }

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OLD", description = "Contract or folder as it was.")
    private Path old = Path.of("");

    @Parameters(index = "1", paramLabel = "NEW", description = "Contract or folder as it is now.")
    private Path changed = Path.of("");

    @Option(
            names = "--mode",
            paramLabel = "MODE",
            defaultValue = "backward",
            description = {
                "backward: what keeps the old contract keeps the new one.",
                "forward: what keeps the new contract keeps the old one.",
                "full: both. Default: ${DEFAULT-VALUE}."
            })
    private Mode mode = Mode.backward;

    @Option(
            names = "--known-properties",
            description =
                    "Look only at data without properties that its contract does not name. Without"
                            + " it, a new optional property breaks: so far it could hold anything.")
    private boolean knownProperties;

    @Option(
            names = "--strict",
            description =
                    "Fail also where two rules cannot be compared, not only where one breaks.")
    private boolean strict;

    @Option(names = "--json", description = "Print one line of JSON for each finding.")
    private boolean json;

    @Override
    public Integer call() {
        boolean folders = Files.isDirectory(old);
        if (folders != Files.isDirectory(changed) || !Files.exists(old) || !Files.exists(changed)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s and %s must be two files or two folders".formatted(old, changed));
        }
        Compatibility compatibility = new Compatibility(mode.directions(), knownProperties);
        try {
            return folders ? folders(compatibility) : files(compatibility);
        } catch (ContractException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private int files(Compatibility compatibility) {
        List<Finding> findings =
                compatibility.findings(Schemas.ofFile(old), Schemas.ofFile(changed));
        return print(old + " → " + changed, findings) ? SchemasCommand.FOUND_SOMETHING : 0;
    }

    private int folders(Compatibility compatibility) {
        FolderComparison comparison =
                FolderComparison.of(
                        Schemas.ofFolder(old), Schemas.ofFolder(changed), compatibility);
        boolean breaks = !comparison.removed().isEmpty();
        PrintWriter out = spec.commandLine().getOut();
        comparison.removed().forEach(id -> out.println(CompatibilityText.removed(id, json)));
        for (FolderComparison.Pair pair : comparison.pairs()) {
            breaks |= print(pair.old() + " → " + pair.changed(), pair.findings());
        }
        out.flush();
        return breaks ? SchemasCommand.FOUND_SOMETHING : 0;
    }

    /** Prints what was found of two contracts, and tells whether it fails the check. */
    private boolean print(String contracts, List<Finding> findings) {
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            findings.forEach(it -> out.println(CompatibilityText.json(contracts, it)));
        } else {
            CompatibilityText.lines(contracts, findings).forEach(out::println);
        }
        out.flush();
        return findings.stream().anyMatch(it -> strict || it.certain());
    }
}
