package io.gridgate.app.command;

import io.gridgate.accept.Trial;
import io.gridgate.app.gateway.CapturedRequest;
import io.gridgate.app.gateway.SourceTrial;
import io.gridgate.app.output.TrialText;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.SettingsFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Callable;

/** Shows what a captured delivery would become. */
@Command(
        name = "try",
        description = {
            "Shows what a captured delivery would become at a source of the settings, and why it",
            "would be refused. Opens no store and no port.",
            "",
            "The file has the request as it came: request line, headers, an empty line, the body",
            "byte for byte (Content-Length says how long it is, else it is the rest of the file).",
            "",
            "Exit codes: 0 all of it would be accepted, 4 something would be refused or",
            "quarantined.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class SourcesTryCommand implements Callable<Integer> {

    private static final long BYTES_MAX = 32L << 20;

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Settings file with a gateway section.")
    private Path config = Path.of("gridgate.yaml");

    @Option(
            names = "--source",
            paramLabel = "PARTNER/SOURCE",
            required = true,
            description = "The source to try it on.")
    private String source = "";

    @Option(
            names = "--file",
            paramLabel = "FILE",
            required = true,
            description = "The captured request.")
    private Path file = Path.of("");

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description =
                    "When it came, such as 2026-11-21T08:00:00Z, for signatures with a time and"
                            + " secrets with an end. Default: now.")
    private @Nullable Instant at;

    @Option(names = "--json", description = "Print JSON; data keeps its line breaks.")
    private boolean json;

    @Override
    public Integer call() {
        GatewaySettings settings =
                SettingsFile.load(config, System::getenv)
                        .gateway()
                        .orElseThrow(() -> new StartException(config + " has no gateway section"));
        InstantSource clock = at == null ? InstantSource.system() : InstantSource.fixed(at);
        Trial trial = SourceTrial.run(settings, source, request(), clock);
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            out.println(TrialText.json(source, trial));
        } else {
            TrialText.lines(source, trial).forEach(out::println);
        }
        out.flush();
        return trial.accepted() ? 0 : LogCommand.FOUND_SOMETHING;
    }

    private CapturedRequest request() {
        try {
            if (Files.size(file) > BYTES_MAX) {
                throw new StartException(file + ": is larger than " + BYTES_MAX + " bytes");
            }
            return CapturedRequest.read(Files.readAllBytes(file));
        } catch (IllegalArgumentException e) {
            throw new StartException(file + ": " + e.getMessage(), e);
        } catch (IOException e) {
            throw new StartException(file + ": cannot be read: " + e.getMessage(), e);
        }
    }
}
