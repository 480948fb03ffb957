package io.gridgate.app.command;

import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.process.HealthProbe;
import io.gridgate.app.process.ListenerNames;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.HealthSettings;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;

/** Asks a running process of any role how it does. */
@Command(
        name = "health",
        description = {
            "Asks a running gateway, namespace or worker whether it is ready, or at least alive.",
            "Made for the health check of a container that has no other program.",
            "",
            "Exit codes: 0 it is, 1 it is not or did not answer, 2 wrong command line.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class HealthCommand implements Callable<Integer> {

    private static final Duration TIMEOUT_MIN = Duration.ofMillis(100);
    private static final Duration TIMEOUT_MAX = Duration.ofMinutes(1);

    @Spec private CommandSpec spec;

    @ArgGroup private Where where = new Where();

    @Option(
            names = "--live",
            description = "Ask /health/live, whether it runs, instead of /health/ready.")
    private boolean live;

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            description = "Longest time for the answer, PT0.1S to PT1M.")
    private Duration timeout = Duration.ofSeconds(3);

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    /** Which process. */
    private static final class Where {

        @Option(
                names = "--url",
                paramLabel = "URL",
                description = "Where the process listens, http or https.")
        private URI url = URI.create("http://127.0.0.1:8080");

        @Option(
                names = "--config",
                paramLabel = "FILE",
                description =
                        "The settings file that the process runs with: it says where it listens"
                                + " (listener; health for a worker).")
        private @Nullable Path config;
    }

    @Override
    public Integer call() throws InterruptedException {
        if (timeout.compareTo(TIMEOUT_MIN) < 0 || timeout.compareTo(TIMEOUT_MAX) > 0) {
            throw wrong("--timeout must be PT0.1S to PT1M: " + timeout);
        }
        URI url = base().resolve(live ? "/health/live" : "/health/ready");
        HealthProbe.Finding finding = HealthProbe.ask(url, timeout);
        Map<String, Object> found = new LinkedHashMap<>();
        found.put("url", url);
        boolean well =
                switch (finding) {
                    case HealthProbe.Finding.Answered answered -> {
                        found.put("status", answered.status());
                        yield answered.status() == 200;
                    }
                    case HealthProbe.Finding.Silent silent -> {
                        found.put("failure", silent.reason());
                        yield false;
                    }
                };
        found.put("healthy", well);
        PrintWriter out = spec.commandLine().getOut();
        out.println(json ? ReadyLine.text(found) : text(url, finding));
        out.flush();
        return well ? 0 : 1;
    }

    private static String text(URI url, HealthProbe.Finding finding) {
        return switch (finding) {
            case HealthProbe.Finding.Answered(int status) -> url + " answers " + status;
            case HealthProbe.Finding.Silent(String reason) -> url + ": " + reason;
        };
    }

    private URI base() {
        if (where.config != null) {
            return listensAt(where.config, SettingsFile.load(where.config, System::getenv));
        }
        URI url = where.url;
        if (url.getHost() == null
                || !("http".equals(url.getScheme()) || "https".equals(url.getScheme()))) {
            throw wrong("--url must be an http or https URL: " + url);
        }
        return url;
    }

    static URI listensAt(Path file, Settings settings) {
        boolean serves = settings.gateway().isPresent() || settings.namespace().isPresent();
        boolean pulls = settings.worker().isPresent() || settings.bridge().isPresent();
        if (serves == pulls) {
            throw new StartException(
                    file
                            + (serves
                                    ? " has roles that listen at different places; --url says which"
                                            + " process is meant"
                                    : " has no role"));
        }
        ListenerSettings listener = settings.listener();
        if (serves) {
            return url(file, listener.host(), listener.httpPort());
        }
        HealthSettings health =
                settings.health()
                        .orElseThrow(() ->
                                new StartException(
                                        file
                                                + " has no health section: the worker listens nowhere"));
        return url(file, health.host(), health.port());
    }

    private static URI url(Path file, String host, int port) {
        if (port == 0) {
            throw new StartException(
                    file + " lets the process pick a port; --url says which it has");
        }
        return URI.create("http://" + ListenerNames.urlHost(host) + ":" + port);
    }

    private ParameterException wrong(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
