package io.gridgate.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import org.junit.jupiter.api.Assumptions;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL for the tests of this process, started with the first that asks and stopped
 * with the process. It runs as an unprivileged user whoever starts it. Where it cannot run (no
 * binaries for the system), tests that ask for it are skipped and say why; the system property
 * {@code gridgate.test.database=required} makes that a failure.
 */
public final class TestDatabase {

    private static final Logger LOG = LoggerFactory.getLogger(TestDatabase.class);
    private static final AtomicInteger SCHEMAS = new AtomicInteger();

    private TestDatabase() {}

    private static final class Holder {
        private static final EmbeddedPostgres RUNNING = startOrSkip();
    }

    /** Returns the running server, or skips the test. */
    public static EmbeddedPostgres running() {
        EmbeddedPostgres running = Holder.RUNNING;
        Assumptions.assumeTrue(running != null, "no PostgreSQL can be started here");
        return running;
    }

    /** Returns the name of a schema that no other test of this process has. */
    public static String freshSchema() {
        return "log_" + SCHEMAS.incrementAndGet();
    }

    private static EmbeddedPostgres startOrSkip() {
        try {
            EmbeddedPostgres started = start();
            Runtime.getRuntime().addShutdownHook(new Thread(() -> close(started)));
            return started;
        } catch (IOException | RuntimeException e) {
            if ("required".equals(System.getProperty("gridgate.test.database"))) {
                throw new IllegalStateException("PostgreSQL cannot be started", e);
            }
            LOG.warn("tests on PostgreSQL are skipped: it cannot be started", e);
            return null;
        }
    }

    /** Starts a server of its own, which the caller closes. */
    public static EmbeddedPostgres start() throws IOException {
        Path folder = Files.createDirectories(Path.of("target", "postgres").toAbsolutePath());
        return EmbeddedPostgres.builder()
                .setOverrideWorkingDirectory(folder.toFile())
                .setPGStartupWait(Duration.ofSeconds(60))
                .setServerConfig("fsync", "off")
                .setServerConfig("max_connections", "200")
                .start();
    }

    private static void close(EmbeddedPostgres server) {
        try {
            server.close();
        } catch (IOException e) {
            LOG.warn("the test database was not stopped", e);
        }
    }
}
