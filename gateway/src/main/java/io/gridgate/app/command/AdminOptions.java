package io.gridgate.app.command;

import io.gridgate.app.process.AdminCall;
import io.gridgate.http.admin.AdminRoutes;

import picocli.CommandLine.Option;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/** Which running process a command is about, and the key that lets it ask. */
final class AdminOptions {

    private static final Duration TIMEOUT = Duration.ofSeconds(30);

    @Option(
            names = "--url",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:8080",
            description = "Where the gateway listens. Default: ${DEFAULT-VALUE}.")
    private URI url = URI.create("http://127.0.0.1:8080");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            required = true,
            description =
                    "Data folder of the gateway role, with its file '"
                            + AdminRoutes.KEY_FILE
                            + "'; a copy of that file in another folder will do.")
    private Path data = Path.of("");

    AdminCall call() {
        return AdminCall.withKeyOf(url, data.resolve(AdminRoutes.KEY_FILE), TIMEOUT);
    }
}
