package io.gridgate.app.command;

import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.process.Running;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.Access;
import io.gridgate.app.settings.BridgeSettings;
import io.gridgate.app.settings.HealthSettings;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.settings.TargetSettings;
import io.gridgate.app.settings.WorkerSettings;
import io.gridgate.app.worker.WorkerPlan;
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
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs the worker role alone. */
@Command(
        name = "worker",
        description = {
            "Pulls events of an event subscription with lock tokens and handles each: logs it,",
            "appends it to a file, or posts it to an HTTP target as Event Grid would push it.",
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
            description =
                    "Settings file with a worker section, a bridge section or both; used instead of"
                            + " the options below.")
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
            names = "--target",
            paramLabel = "URL",
            description =
                    "Post each event to this http or https URL: 200 to 204 acknowledges it, 400,"
                            + " 401, 403, 404, 413 and 414 make it a dead letter, all else brings"
                            + " it again.")
    private @Nullable URI target;

    @Option(
            names = "--probe",
            paramLabel = "URL",
            description =
                    "Where the target tells its health; nothing is received before it answers 2xx.")
    private @Nullable URI probe;

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

    @Option(
            names = "--health-port",
            paramLabel = "PORT",
            description =
                    "Serve /health/live, /health/ready, /metrics and /lag; 0 takes a free port."
                            + " Without it the worker listens nowhere.")
    private @Nullable Integer healthPort;

    @Option(
            names = "--health-host",
            paramLabel = "HOST",
            defaultValue = HealthSettings.HOST_DEFAULT,
            description = "Address for --health-port.")
    private String healthHost = HealthSettings.HOST_DEFAULT;

    @Option(names = "--json", description = "Print one line of JSON once the worker has started.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        WorkerPlan plan = plan();
        try (Running running = new Running()) {
            Map<String, Object> ready = plan.start(running);
            if (json) {
                ReadyLine.print(ready);
            } else {
                plan.lines().forEach(System.out::println);
            }
            running.untilStopped();
        }
        return 0;
    }

    private WorkerPlan plan() {
        if (config != null) {
            Settings settings = SettingsFile.load(config, System::getenv);
            if (settings.worker().isEmpty() && settings.bridge().isEmpty()) {
                throw new StartException(config + " has neither a worker nor a bridge section");
            }
            return new WorkerPlan(settings.worker(), settings.bridge(), settings.health());
        }
        if (target != null && output != null) {
            throw new ParameterException(
                    spec.commandLine(), "--output and --target exclude each other");
        }
        if (probe != null && target == null) {
            throw new ParameterException(spec.commandLine(), "--probe needs --target");
        }
        try {
            return new WorkerPlan(
                    target == null ? Optional.of(worker()) : Optional.empty(),
                    Optional.ofNullable(target).map(this::bridge),
                    Optional.ofNullable(healthPort)
                            .map(port -> new HealthSettings(healthHost, port)));
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private WorkerSettings worker() {
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
    }

    private BridgeSettings bridge(URI url) {
        return new BridgeSettings(
                access(),
                WorkerSettings.DRAIN_TIMEOUT_DEFAULT,
                Map.of(
                        "target",
                        TargetSettings.of(
                                required("--topic", topic),
                                required("--subscription", subscription),
                                url,
                                Optional.ofNullable(probe),
                                concurrency,
                                lock)));
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
}
