package io.gridgate.wellbeing;

import com.zaxxer.hikari.HikariDataSource;

import java.io.IOException;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;

/** The command line of the sample; its settings are environment variables. */
public final class Main {

    private static final String USAGE =
            """
            gridgate wellbeing [process|choreography]
                tells the story on this machine, until Ctrl-C: a desk for ratings, correspondence with a
                mail service that fails, and HR, around a namespace of Gridgate's own
            gridgate wellbeing status
                shows the days that HR was not told of yet, and what each waits for

            some parts alone, in a process of their own: employees, correspondence, hr, or mail

            WELLBEING_PORT       where the desk (or the mail service alone) listens: 8300
            WELLBEING_PATIENCE   before a letter is asked for again: PT30S
            WELLBEING_LOCK       the lock duration of the event subscriptions: PT60S
            WELLBEING_DATA       folder of the demonstration: .gridgate/wellbeing
            WELLBEING_DATABASE   JDBC address of PostgreSQL or H2: a file in that folder
            for parts alone: WELLBEING_STYLE, WELLBEING_NAMESPACE, WELLBEING_KEY, WELLBEING_MAIL
            """;

    private static final Set<String> PARTS = Set.of("employees", "correspondence", "hr", "mail");

    private Main() {}

    /** Runs a command; one that serves ends with the process. */
    public static void main(String[] arguments) throws Exception {
        String command = arguments.length == 0 ? "process" : arguments[0];
        PrintStream out = System.out;
        try {
            Site site = Site.of(System.getenv());
            switch (command) {
                case "process", "choreography" -> Demonstration.run(site, Style.of(command), out);
                case "status" -> StatusCommand.print(site.port(), out);
                case "employees", "correspondence", "hr", "mail" ->
                        serve(List.of(arguments), site, out);
                case "--help", "-h", "help" -> out.print(USAGE);
                default -> {
                    System.err.print("unknown command '" + command + "'\n\n" + USAGE);
                    System.exit(2);
                }
            }
        } catch (IOException | IllegalArgumentException e) {
            System.err.println("gridgate wellbeing: " + e.getMessage());
            System.exit(1);
        }
    }

    private static void serve(List<String> names, Site site, PrintStream out) throws Exception {
        if (!PARTS.containsAll(names) || (names.contains("mail") && names.size() > 1)) {
            throw new IllegalArgumentException(names + " are no parts that can run together");
        }
        Parts parts = new Parts();
        untilTheEnd(parts);
        Optional<URI> uri = start(parts, names, site);
        out.println(uri.map(at -> "{\"url\":\"" + at + "\"}").orElse("{}"));
        new CountDownLatch(1).await();
    }

    private static Optional<URI> start(Parts parts, List<String> names, Site site)
            throws IOException, SQLException {
        if (names.contains("mail")) {
            return Optional.of(parts.mail(site, site.port()));
        }
        HikariDataSource database = parts.database(site);
        if (names.contains("hr")) {
            parts.startHr(database, site);
        }
        if (names.contains("correspondence")) {
            parts.startCorrespondence(database, site);
        }
        return names.contains("employees")
                ? Optional.of(parts.employees(database, site))
                : Optional.empty();
    }

    /** Closes the parts when the process is asked to end. */
    static void untilTheEnd(Parts parts) {
        Runtime.getRuntime().addShutdownHook(new Thread(parts::close));
    }

    /** Returns the packaged gateway of the checkout that the launcher is in. */
    static Path program() {
        return Path.of(System.getProperty("gridgate.root", "."), "gateway/target/gridgate.jar");
    }
}
