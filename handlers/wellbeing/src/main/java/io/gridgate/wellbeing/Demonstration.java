package io.gridgate.wellbeing;

import com.zaxxer.hikari.HikariDataSource;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;

/** All parts on this machine, and a few employees who rate their day. */
final class Demonstration {

    private static final int EMPLOYEES = 5;

    private Demonstration() {}

    static void run(Site asked, Style style, PrintStream out) throws Exception {
        Parts parts = new Parts();
        Main.untilTheEnd(parts);
        Site site = asked.inStyle(style);
        LocalNamespace namespace =
                parts.keep(
                        LocalNamespace.start(
                                Main.program(),
                                site.data().resolve("namespace-" + style.text()),
                                style));
        site = site.with(namespace.uri(), namespace.key(), parts.mail(site, 0));
        HikariDataSource database = parts.database(site);
        parts.startHr(database, site);
        parts.startCorrespondence(database, site);
        URI desk = parts.employees(database, site);

        out.printf(
                """
                The story by %s. Rate a day yourself (a second time is refused):

                  curl -d '{"rating": 4}' %s/employees/%s/ratings

                See what waits: gridgate wellbeing status. The end: Ctrl-C. %d employees rate now.
                %n\
                """,
                style.text(), desk, UUID.randomUUID(), EMPLOYEES);
        rate(desk);
        new CountDownLatch(1).await();
    }

    private static void rate(URI desk) throws IOException, InterruptedException {
        try (HttpClient http = HttpClient.newHttpClient()) {
            for (int i = 0; i < EMPLOYEES; i++) {
                HttpRequest request =
                        HttpRequest.newBuilder(
                                        desk.resolve(
                                                "/employees/" + UUID.randomUUID() + "/ratings"))
                                .POST(BodyPublishers.ofString("{\"rating\":" + (i + 1) + "}"))
                                .build();
                int status = http.send(request, BodyHandlers.discarding()).statusCode();
                if (status != 201) {
                    throw new IOException("the desk answered " + status);
                }
            }
        }
    }
}
