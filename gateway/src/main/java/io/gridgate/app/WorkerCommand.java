package io.gridgate.app;

import io.gridgate.app.settings.Access;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.settings.WorkerSettings;
import io.gridgate.auth.Secret;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs the worker role alone. */
@Command(
        name = "worker",
        description = {
            "Pulls events of one event subscription with lock tokens and runs a handler on each.",
            "Works against Azure Event Grid and against a Gridgate namespace alike.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class WorkerCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Settings file with a worker section; used instead of the options below.")
    private @Nullable Path config;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The namespace, for example https://NAME.REGION-1.eventgrid.azure.net.")
    private @Nullable URI endpoint;

    @Option(
            names = "--key",
            paramLabel = "KEY",
            defaultValue = "${env:GRIDGATE_NAMESPACE_KEY}",
            showDefaultValue = picocli.CommandLine.Help.Visibility.NEVER,
            description =
                    "Access key of the namespace; better given as environment variable"
                            + " GRIDGATE_NAMESPACE_KEY. Without a key the Azure identity of the"
                            + " process is used.")
    private @Nullable String key;

    @Option(
            names = "--trusted-certificates",
            paramLabel = "PEM",
            description = "Certificate authorities to trust instead of those of the JDK.")
    private @Nullable Path trustedCertificates;

    @Option(names = "--topic", paramLabel = "NAME", description = "The topic.")
    private @Nullable String topic;

    @Option(names = "--subscription", paramLabel = "NAME", description = "The event subscription.")
    private @Nullable String subscription;

    @Option(
            names = "--output",
            paramLabel = "FILE",
            description =
                    "Append each event once to this file, as one line of JSON, instead of"
                            + " logging it.")
    private @Nullable Path output;

    @Option(
            names = "--concurrency",
            paramLabel = "N",
            defaultValue = "16",
            description = "Most events handled at once, 1 to 1000.")
    private int concurrency;

    @Option(
            names = "--lock",
            paramLabel = "DURATION",
            defaultValue = "PT60S",
            description = "Lock duration of the event subscription, as ISO 8601.")
    private Duration lock = Duration.ofSeconds(60);

    @Option(names = "--json", description = "Print one line of JSON once the worker has started.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        WorkerSettings settings = settings();
        try (Running running = new Running()) {
            HandlerChoice choice = HandlerChoice.of(settings);
            running.add(choice.resource());
            running.add(WorkerRole.start(settings, choice.handler(), List.of()));
            announce(settings);
            running.untilStopped();
        }
        return 0;
    }

    private WorkerSettings settings() {
        if (config != null) {
            return SettingsFile.load(config, System::getenv)
                    .worker()
                    .orElseThrow(() -> new StartException(config + " has no worker section"));
        }
        try {
            return new WorkerSettings(
                    access(),
                    required("--topic", topic),
                    required("--subscription", subscription),
                    output == null ? WorkerSettings.Handler.LOG : WorkerSettings.Handler.FILE,
                    Optional.ofNullable(output),
                    concurrency,
                    lock,
                    WorkerSettings.RECEIVE_WAIT_DEFAULT,
                    WorkerSettings.DRAIN_TIMEOUT_DEFAULT);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private Access access() {
        return new Access(
                required("--endpoint", endpoint),
                key == null ? Access.Identity.AZURE : Access.Identity.KEY,
                Optional.ofNullable(key).map(Secret::of),
                Optional.ofNullable(trustedCertificates));
    }

    private <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new ParameterException(
                    spec.commandLine(), "missing " + name + " (or --config FILE)");
        }
        return value;
    }

    private void announce(WorkerSettings settings) {
        if (json) {
            Map<String, Object> ready = new LinkedHashMap<>();
            ready.put("endpoint", settings.access().endpoint());
            ready.put("topic", settings.topic());
            ready.put("subscription", settings.subscription());
            settings.output().ifPresent(file -> ready.put("handlerOutput", file.toAbsolutePath()));
            ReadyLine.print(ready);
        } else {
            System.out.printf(
                    "worker pulls %s/%s from %s%n",
                    settings.topic(), settings.subscription(), settings.access().endpoint());
        }
    }
}
