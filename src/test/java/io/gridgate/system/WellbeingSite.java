package io.gridgate.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.abort;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.system.harness.Books;
import io.gridgate.system.harness.GridgateProcess;
import io.gridgate.system.harness.Http;
import io.gridgate.system.harness.Namespace;
import io.gridgate.wellbeing.Main;
import io.gridgate.wellbeing.Style;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/**
 * The well-being sample, each part in a process of its own, around a namespace and PostgreSQL. For
 * one thread.
 */
final class WellbeingSite implements AutoCloseable {

    private static final String WORKERS = "correspondence hr";

    private final EmbeddedPostgres postgres;
    private final Namespace namespace;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, GridgateProcess> parts = new HashMap<>();
    private final Http http = Http.plain();
    private URI mail = URI.create("http://127.0.0.1:0");
    private URI desk = mail;

    private WellbeingSite(EmbeddedPostgres postgres, Namespace namespace) {
        this.postgres = postgres;
        this.namespace = namespace;
    }

    static WellbeingSite start(String style) {
        WellbeingSite site = new WellbeingSite(startPostgres(), startNamespace(style));
        try {
            site.environment.putAll(
                    Map.of(
                            "WELLBEING_STYLE",
                            style,
                            "WELLBEING_NAMESPACE",
                            site.namespace.httpUrl().toString(),
                            "WELLBEING_KEY",
                            Namespace.KEY,
                            "WELLBEING_DATABASE",
                            site.postgres.getJdbcUrl("postgres", "postgres"),
                            "WELLBEING_PATIENCE",
                            "PT3S",
                            "WELLBEING_LOCK",
                            "PT5S",
                            "WELLBEING_DATA",
                            site.namespace.folder().resolve("mail").toString()));
            site.startMail();
            site.desk = URI.create(site.part("employees", 0).ready().get("url").asText());
            site.startWorkers();
            return site;
        } catch (RuntimeException | Error e) {
            site.close();
            throw e;
        }
    }

    private static EmbeddedPostgres startPostgres() {
        try {
            return EmbeddedPostgres.start();
        } catch (IOException | IllegalStateException e) {
            return abort("no PostgreSQL can be started here: " + e);
        }
    }

    private static Namespace startNamespace(String style) {
        List<String> options = new ArrayList<>(List.of("--relaxed-limits", "--topic", Style.TOPIC));
        for (String option : Style.of(style).subscriptionOptions()) {
            options.add(option.replace(",types=", ",lock=PT5S,types="));
        }
        return Namespace.start("wellbeing-" + style, options.toArray(String[]::new));
    }

    private GridgateProcess part(String names, int port) {
        Map<String, String> own = new HashMap<>(environment);
        own.put("WELLBEING_PORT", String.valueOf(port));
        own.put("WELLBEING_MAIL", mail.toString());
        GridgateProcess process =
                GridgateProcess.launchMain(
                        names, namespace.folder(), own, Main.class, names.split(" ", -1));
        parts.put(names, process);
        return process;
    }

    Namespace namespace() {
        return namespace;
    }

    /** Starts the mail service, at the port that it had before. */
    void startMail() {
        int port = Math.max(mail.getPort(), 0);
        mail = URI.create(part("mail", port).ready().get("url").asText());
    }

    void killMail() {
        kill("mail");
    }

    void startWorkers() {
        part(WORKERS, 0).ready();
    }

    void killWorkers() {
        kill(WORKERS);
    }

    private void kill(String command) {
        GridgateProcess process = parts.get(command);
        if (process == null) {
            throw new IllegalStateException(command + " was not started");
        }
        process.kill();
    }

    /** Lets each employee rate the day, and expects this answer. */
    void rate(List<String> employees, int status) throws IOException {
        for (String employee : employees) {
            assertThat(
                            http.post(
                                            desk.resolve("/employees/" + employee + "/ratings"),
                                            Map.of("Content-Type", "application/json"),
                                            "{\"rating\":3}".getBytes(StandardCharsets.UTF_8))
                                    .status())
                    .isEqualTo(status);
        }
    }

    JsonNode status() throws IOException {
        return http.get(desk.resolve("/status"), Map.of()).json();
    }

    Books books() throws IOException {
        return Books.ask(namespace.httpUrl(), namespace.data(), "namespace");
    }

    /** Returns whom HR was told of, as often as it was told. */
    List<String> told() throws SQLException {
        List<String> employees = new ArrayList<>();
        try (Connection connection = postgres.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT subject FROM hr_notices")) {
            while (rows.next()) {
                employees.add(rows.getString(1).substring(0, 36));
            }
        }
        return employees;
    }

    /** Returns who got a mail, as often as one was sent. */
    List<String> mailed() throws IOException {
        JsonNode mails = http.get(mail.resolve("/mails"), Map.of()).json();
        return StreamSupport.stream(mails.spliterator(), false)
                .map(sent -> sent.get("to").asText().substring(0, 36))
                .toList();
    }

    @Override
    public void close() {
        parts.values().forEach(GridgateProcess::close);
        namespace.close();
        http.close();
        try {
            postgres.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
