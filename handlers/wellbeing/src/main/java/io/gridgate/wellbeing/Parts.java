package io.gridgate.wellbeing;

import com.zaxxer.hikari.HikariDataSource;

import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.outbox.Relay;
import io.gridgate.handlers.timer.TimerRunner;
import io.gridgate.wellbeing.correspondence.Correspondence;
import io.gridgate.wellbeing.employees.Desk;
import io.gridgate.wellbeing.employees.Ratings;
import io.gridgate.wellbeing.hr.CheckIn;
import io.gridgate.wellbeing.hr.Choreography;
import io.gridgate.wellbeing.hr.Hr;
import io.gridgate.wellbeing.mail.MailClient;
import io.gridgate.wellbeing.mail.MailService;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;

import javax.sql.DataSource;

/**
 * The parts of the story that this process plays; closed in reverse order. Each part but the mail
 * service has a relay, so that its events leave whatever else runs. In earnest each would have a
 * database of its own; here they share one, which one look can then explain.
 */
final class Parts implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Parts.class);
    private static final long FAULT_SEED = 20_261_121;
    private static final Duration POLL = Duration.ofMillis(200);

    private final Deque<AutoCloseable> running = new ArrayDeque<>();
    private final Outbox outbox = new Outbox();

    /** Closes a part with the others. */
    <T extends AutoCloseable> T keep(T part) {
        running.push(part);
        return part;
    }

    /** Starts the mail service and returns where it is. */
    URI mail(Site site, int port) throws IOException {
        Files.createDirectories(site.data());
        return keep(new MailService(port, site.data().resolve("sent-mails.jsonl"), FAULT_SEED))
                .uri();
    }

    /** Opens the database, makes its tables where they are not there, and starts a relay. */
    HikariDataSource database(Site site) throws SQLException {
        HikariDataSource database = keep(site.openDatabase());
        outbox.create(database);
        new Ratings(database, outbox, Clock.systemUTC()).create();
        correspondence(database, site).create();
        hr(database, site).create();
        keep(new Relay(outbox, database, keep(site.sender()), POLL)).start();
        return database;
    }

    private Correspondence correspondence(DataSource database, Site site) {
        MailClient mail = keep(new MailClient(site.mail()));
        return new Correspondence(database, outbox, mail, Clock.systemUTC());
    }

    private Hr hr(DataSource database, Site site) {
        return switch (site.style()) {
            case CHOREOGRAPHY ->
                    new Choreography(database, outbox, site.patience(), Clock.systemUTC());
            case PROCESS -> new CheckIn(database, outbox, site.patience());
        };
    }

    /** Starts the desk and returns where it is. */
    URI employees(DataSource database, Site site) throws IOException {
        Hr hr = hr(database, site);
        Ratings ratings = new Ratings(database, outbox, Clock.systemUTC());
        return keep(new Desk(
                        site.port(), ratings, () -> {}, () -> status(site, hr), Clock.systemUTC()))
                .uri();
    }

    private static Map<String, Object> status(Site site, Hr hr) throws SQLException {
        Map<String, Object> status = new LinkedHashMap<>();
        status.put("style", site.style().text());
        status.put("told", hr.told());
        status.put("open", hr.open());
        return status;
    }

    void startCorrespondence(DataSource database, Site site) {
        keep(correspondence(database, site)
                        .worker(keep(site.receiver("correspondence")))
                        .lockDuration(site.lock())
                        .build())
                .start();
    }

    void startHr(DataSource database, Site site) {
        Hr hr = hr(database, site);
        for (Map.Entry<String, EventHandler> entry : hr.handlers().entrySet()) {
            keep(Worker.builder(keep(site.receiver(entry.getKey())), entry.getValue())
                            .name(entry.getKey())
                            .concurrency(8)
                            .lockDuration(site.lock())
                            .build())
                    .start();
        }
        TimerRunner timeouts = keep(hr.timeouts().poll(POLL).build());
        timeouts.start();
    }

    @Override
    public void close() {
        while (!running.isEmpty()) {
            AutoCloseable part = running.pop();
            try {
                part.close();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (Exception e) {
                LOG.warn("{} was not closed", part, e);
            }
        }
    }
}
