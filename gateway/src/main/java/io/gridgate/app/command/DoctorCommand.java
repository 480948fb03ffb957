package io.gridgate.app.command;

import io.gridgate.app.doctor.Doctor;
import io.gridgate.app.doctor.Finding;
import io.gridgate.app.doctor.Finding.Status;
import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;

/** Checks a settings file against the world. */
@Command(
        name = "doctor",
        description = {
            "Checks a settings file against the world: names, private endpoints, certificates, tokens,"
                    + " clocks, the permission to send and to receive, targets and webhooks.",
            "Publishes nothing. Receives one event at the most from each event subscription and"
                    + " releases it at once. Exit code 4 when something does not work.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class DoctorCommand implements Callable<Integer> {

    private static final int FOUND_SOMETHING = 4;

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Settings file; see docs/configuration.md.")
    private Path config = Path.of("gridgate.yaml");

    @Option(
            names = "--webhook",
            paramLabel = "URL",
            description = "Public address of a push route, with its secret; may be given often.")
    private List<URI> webhooks = List.of();

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Settings settings = SettingsFile.load(config, System::getenv);
        List<Finding> findings = Doctor.examine(settings, webhooks, InstantSource.system());
        boolean well = findings.stream().noneMatch(it -> it.status() == Status.FAILED);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(
                    ReadyLine.text(
                            Map.of(
                                    "well",
                                    well,
                                    "findings",
                                    findings.stream().map(Finding::toMap).toList())));
        } else {
            findings.forEach(finding -> print(out, finding));
            out.println(findings.isEmpty() ? "nothing to check in " + config : summary(well));
        }
        out.flush();
        return well ? 0 : FOUND_SOMETHING;
    }

    private static void print(PrintWriter out, Finding finding) {
        out.printf(
                Locale.ROOT,
                "%-8s %s: %s: %s%n",
                finding.status().name().toLowerCase(Locale.ROOT),
                finding.subject(),
                finding.check(),
                finding.detail());
        if (!finding.remedy().isEmpty()) {
            out.println("         " + finding.remedy());
        }
    }

    private static String summary(boolean well) {
        return well ? "everything that was checked works" : "SOMETHING DOES NOT WORK";
    }
}
