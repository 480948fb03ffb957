package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import picocli.CommandLine;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;

/** Wrong command lines: exit code 2, and a first line that says what is allowed. */
class NamespaceCommandTest {

    private final StringWriter errors = new StringWriter();
    private final CommandLine commandLine =
            GridgateCommand.commandLine()
                    .setErr(new PrintWriter(errors))
                    .setOut(new PrintWriter(errors));

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    --topic ab | topic name 'ab' must be 3 to 50 letters, digits or hyphens
                    --topic orders,size=1 | --topic: 'size=1' is not understood; allowed after the name are retention=, dedup=
                    --topic orders,retention=P8D | retention of orders must be P1D to P7D: P8D (other values need --relaxed-limits)
                    --topic orders,retention=week | retention=week is not an ISO 8601 duration such as PT60S or P1D
                    --topic orders --topic Orders | topic Orders is given twice; names are compared in any case
                    --subscription orders | --subscription: 'orders' must be TOPIC/NAME
                    --subscription orders/worker,lock=PT1S | lock of orders/worker must be PT1M to PT5M: PT1S (other values need --relaxed-limits)
                    --subscription orders/worker,lock=PT90S,lock=PT90S | --subscription: lock is given twice
                    --subscription orders/worker,max-delivery-count=11 | max-delivery-count of orders/worker must be 1 to 10: 11 (more needs --relaxed-limits)
                    --subscription orders/worker,max-delivery-count=x | max-delivery-count=x is not a whole number
                    --topic orders,retention=P1D --subscription orders/worker,ttl=P2D | ttl of orders/worker must be PT1M to P1D: P2D (other values need --relaxed-limits)
                    --key a --key b --key c | --key may be given twice, not more often
                    --jwks http://127.0.0.1/keys | --jwks, --send-role and --receive-role need --issuer
                    --issuer x --jwks http://example.com/keys | keys of an issuer must be at https:, file:, or http: on loopback: http://example.com/keys
                    """)
    void saysWhatIsAllowed(String options, String message) {
        int exit = commandLine.execute(("namespace " + options).split(" "));
        assertThat(errors.toString().lines().findFirst()).contains(message);
        assertThat(exit).isEqualTo(2);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    {lock: PT10S}                               | lock of orders/worker must be PT1M to PT5M: PT10S (other values need --relaxed-limits)
                    {push: {endpoint: 'http://a.example'}}      | namespace: topics.orders.subscriptions.worker.push.endpoint: http goes only to this machine and to hosts of push.private-hosts; use https or add 'a.example' there
                    {push: {endpoint: 'https://10.0.0.1/x'}}    | namespace: topics.orders.subscriptions.worker.push.endpoint: '10.0.0.1' is no public address; add it to push.private-hosts if it is meant
                    {push: {event-hub: orders}}                 | subscription orders/worker pushes to an event hub, which Event Grid in Azure does and the built-in namespace cannot; leave it out here
                    """)
    void saysWhatInAFileIsNotAllowed(String subscription, String message, @TempDir Path folder)
            throws IOException {
        Path file = folder.resolve("site.yaml");
        Files.writeString(
                file,
                "namespace: {topics: {orders: {subscriptions: {worker: %s}}}}"
                        .formatted(subscription));

        assertThat(commandLine.execute("namespace", "--config", file.toString())).isEqualTo(1);
        assertThat(errors.toString().lines().findFirst())
                .contains("gridgate: " + file + ": " + message);
    }

    @Test
    void explainsItself() {
        assertThat(commandLine.execute("namespace", "--help")).isZero();
        assertThat(errors.toString())
                .contains("--http-port", "9080", "--relaxed-limits", "max-delivery-count");
    }
}
