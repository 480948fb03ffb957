package io.gridgate.app.gateway;

import io.gridgate.accept.Acceptor;
import io.gridgate.accept.ContentHash;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.LoadedSettings;
import io.gridgate.app.settings.SettingsException;
import io.gridgate.auth.SecurityDecision.SecretsChanged;
import io.gridgate.auth.SecurityLog;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Takes over keys and secrets whose files change, while the gateway runs. Compares contents, not
 * times, so that it sees every way to replace a file. What cannot be read is told once, and the old
 * keys and secrets go on.
 */
final class CredentialWatch implements AutoCloseable {

    /** How often it looks. */
    static final Duration PERIOD = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(CredentialWatch.class);

    private final FrontDoors doors;
    private final Acceptor acceptor;
    private final KeySources from;
    private final SecurityLog security;
    private final ScheduledExecutorService clockwork =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().name("credential-watch").daemon().factory());
    private GatewaySettings settings;
    private Set<Path> files;
    private Map<Path, String> seen;

    CredentialWatch(
            FrontDoors doors,
            Acceptor acceptor,
            GatewaySettings settings,
            KeySources from,
            SecurityLog security) {
        this.doors = doors;
        this.acceptor = acceptor;
        this.settings = settings;
        this.from = from;
        this.security = security;
        this.files = from.files();
        this.seen = contents();
    }

    void start() {
        long millis = PERIOD.toMillis();
        var _ =
                clockwork.scheduleWithFixedDelay(
                        this::lookSafely, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void lookSafely() {
        try {
            look();
        } catch (RuntimeException e) {
            LOG.error("keys and secrets that changed are not taken over", e);
        }
    }

    /** Looks once. */
    synchronized void look() {
        Map<Path, String> now = contents();
        if (now.equals(seen)) {
            return;
        }
        seen = now;
        try {
            takeOver();
        } catch (IOException | SettingsException e) {
            LOG.warn("keys and secrets stay as they are: {}", e.getMessage());
        }
    }

    private void takeOver() throws IOException {
        GatewaySettings next = settings;
        if (from.reload().isPresent()) {
            LoadedSettings loaded = from.reload().get().get();
            next = loaded.settings().gateway().orElse(settings);
            files = loaded.files();
        }
        var changes = doors.renew(next, from.readBook());
        settings = next;
        seen = contents();
        acceptor.use(doors.sources());
        for (SecretsChanged change : changes) {
            security.record(change);
            LOG.info(
                    "keys or secrets of {}{}: added or changed {}, removed {}",
                    change.partner(),
                    change.source().isEmpty() ? "" : "/" + change.source(),
                    change.added(),
                    change.removed());
        }
    }

    private Map<Path, String> contents() {
        Map<Path, String> contents = new HashMap<>();
        files.forEach(file -> contents.put(file, content(file)));
        from.book().ifPresent(book -> contents.put(book.file(), content(book.file())));
        return contents;
    }

    private static String content(Path file) {
        try {
            return HexFormat.of().formatHex(ContentHash.of(Files.readAllBytes(file)));
        } catch (IOException e) {
            return e.toString();
        }
    }

    @Override
    public void close() {
        clockwork.shutdownNow();
    }
}
