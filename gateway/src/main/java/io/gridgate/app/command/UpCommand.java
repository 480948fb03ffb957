package io.gridgate.app.command;

import io.gridgate.accept.AcceptListener;
import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.output.SiteGreeting;
import io.gridgate.app.output.StageLines;
import io.gridgate.app.process.Running;
import io.gridgate.app.site.Site;
import io.gridgate.app.site.SiteOptions;
import io.gridgate.deliver.LaneListener;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.Console;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/** Runs the whole flow on this machine. */
@Command(
        name = "up",
        description = {
            "Runs the whole flow on this machine: namespace, gateway and worker.",
            "Comes with a ready configuration, needs no Azure, and prints a line for every event as"
                    + " it passes each stage.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class UpCommand implements Callable<Integer> {

    private static final int NAMESPACE_HTTP_PORT = 9080;

    @Mixin private ListenerOptions listener = new ListenerOptions(8080, 0);

    @Option(
            names = "--namespace-http-port",
            paramLabel = "N",
            description =
                    "Port of the namespace for HTTP; by default 9080, or a free one where"
                            + " --http-port is 0.")
    private @Nullable Integer namespaceHttpPort;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".gridgate/up",
            description = "Folder for everything that is kept; one process at a time.")
    private Path data = Path.of(".gridgate", "up");

    @Option(
            names = "--json",
            description = "Print one line of JSON once everything serves, and nothing else.")
    private boolean json;

    @Override
    public Integer call() throws InterruptedException {
        SiteOptions options =
                new SiteOptions(
                        listener.host(),
                        listener.httpPort(),
                        namespacePort(),
                        listener.httpsPort(),
                        data);
        try (Running running = new Running()) {
            Site site = running.add(Site.start(options, watch()));
            if (json) {
                ReadyLine.print(site.ready().toMap());
            } else {
                System.out.print(SiteGreeting.text(site.ready(), options));
            }
            running.untilStopped();
        }
        return 0;
    }

    private int namespacePort() {
        if (namespaceHttpPort != null) {
            return listener.checked("--namespace-http-port", namespaceHttpPort, 0);
        }
        return listener.httpPort() == 0 ? 0 : NAMESPACE_HTTP_PORT;
    }

    private Site.Watch watch() {
        if (json) {
            return new Site.Watch(AcceptListener.NONE, new LaneListener() {}, List.of());
        }
        StageLines lines = new StageLines(System.out, onTerminal(), InstantSource.system());
        return new Site.Watch(lines, lines, List.of(lines));
    }

    @SuppressWarnings("SystemConsoleNull") // since JDK 25 it is null again without a terminal
    private static boolean onTerminal() {
        Console console = System.console();
        return console != null && console.isTerminal();
    }
}
