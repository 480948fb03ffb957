package io.gridgate.handlers.examples;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Files;
import java.nio.file.Path;

class DocumentationTest {

    private static final Path EXAMPLES = Path.of("src/test/java/io/gridgate/handlers/examples");

    @ParameterizedTest
    @CsvSource({
        "OrderWorker, final class OrderWorker, handlers.md",
        "MailWorker, final class MailWorker, handlers.md",
        "OrderRoutes, final class OrderRoutes, handlers.md",
        "BillingInbox, final class BillingInbox, handlers.md",
        "OrderOutbox, final class OrderOutbox, handlers.md",
        "InvoiceReminders, final class InvoiceReminders, patterns/timers.md",
        "OrderProcess, final class OrderProcess, patterns/process-manager.md",
        "LetterOnce, final class LetterOnce, patterns/once-only.md",
        "BigReports, final class BigReports, patterns/claim-check.md",
        "LatestPrices, final class LatestPrices, patterns/if-later.md",
        "CreditQuestion, final class CreditQuestion, patterns/request-reply.md",
        "TripSlip, final class TripSlip, patterns/routing-slip.md",
        "PushedOrders, public final class PushedOrders, handlers.md"
    })
    void showsTheExampleThatCompiles(String file, String from, String page) throws Exception {
        String example = Files.readString(EXAMPLES.resolve(file + ".java"));
        String shown = example.substring(example.indexOf(from)).strip();

        assertThat(Files.readString(Path.of("../docs").resolve(page)))
                .contains("```java\n" + shown + "\n```");
    }
}
