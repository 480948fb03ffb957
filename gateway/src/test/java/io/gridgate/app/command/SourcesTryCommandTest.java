package io.gridgate.app.command;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.BeforeEach;
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
import java.util.Arrays;

/**
 * Shows what becomes of a captured delivery; the signature is the one made for Stripe's fixture.
 */
final class SourcesTryCommandTest {

    private static final String SETTINGS =
            """
            gateway:
              upstream: {endpoint: "https://localhost:1", key: k}
              partners:
                acme:
                  sources:
                    stripe: {scheme: stripe, secrets: [whsec_test_secret], topic: payments, types: [com.stripe.*]}
                    slack: {scheme: slack, secrets: [0123456789abcdef], topic: chat, types: [com.slack.reaction_added]}
            """;
    private static final String BODY =
            "{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}";
    private static final String HEAD =
            "POST /partners/acme/stripe HTTP/1.1\r\nContent-Type: application/json\r\n"
                    + "Stripe-Signature: t=1614556800,v1=fa0b5ccf7817f153d5f82b42b3e550fd"
                    + "47d0d5ed0eceffd9a2a99d68c4baca04\r\n";
    private static final String SIGNED_AT = "2021-03-01T00:00:00Z";

    @TempDir private Path folder;
    private final StringWriter output = new StringWriter();
    private final StringWriter errors = new StringWriter();

    @BeforeEach
    void write() throws IOException {
        Files.writeString(folder.resolve("gridgate.yaml"), SETTINGS);
    }

    @Test
    void tellsWhyAnEventWouldBeRefusedAlthoughItsSignatureIsGood() throws IOException {
        deliver(HEAD + "\r\n" + BODY);

        assertThat(run("acme/stripe", "--at", SIGNED_AT)).isEqualTo(4);
        assertThat(output.toString().lines())
                .containsExactly(
                        "acme/stripe: authenticated by the secret 1",
                        "refused: `type` has no value: nothing usable is at /type");
    }

    @Test
    void tellsWhyTheSenderWouldNotBeLetInAndWhatItsEventWouldBe() throws IOException {
        String body = "{\"id\":\"evt_1\",\"type\":\"a.b\",\"created\":1614556800}";
        deliver(HEAD + "\r\n" + body);

        assertThat(run("acme/stripe", "--at", SIGNED_AT)).isEqualTo(4);
        assertThat(output.toString().lines())
                .containsExactly(
                        "acme/stripe: NOT AUTHENTICATED: no secret of this source fits",
                        "{\"specversion\":\"1.0\",\"id\":\"evt_1\","
                                + "\"source\":\"https://api.stripe.com\",\"type\":\"com.stripe.a.b\","
                                + "\"time\":\"2021-03-01T00:00:00Z\","
                                + "\"datacontenttype\":\"application/json\",\"data\":"
                                + body
                                + "}");
    }

    @Test
    void tellsThatTheSourceMayNotPublishTheEvent() throws IOException {
        deliver(
                "POST / HTTP/1.1\nContent-Type: application/json\n\n"
                        + "{\"event_id\":\"Ev1\",\"event\":{\"type\":\"message\"}}");

        assertThat(run("acme/slack")).isEqualTo(4);
        assertThat(output.toString())
                .contains("refused: `type` is none that this source may publish");
    }

    @Test
    void printsJson() throws IOException {
        deliver(HEAD + "Content-Length: " + BODY.length() + "\r\n\r\n" + BODY + "\n");

        assertThat(run("acme/stripe", "--json")).isEqualTo(4);
        assertThat(output.toString().strip())
                .isEqualTo(
                        "{\"source\":\"acme/stripe\",\"authenticated\":false,\"reason\":\"the signed"
                                + " time is too far from now\",\"accepted\":false,\"events\":[{\"refused\":"
                                + "\"`type` has no value: nothing usable is at /type\"}]}");
    }

    @Test
    void readsLineFeedsAndOtherSourcesToo() throws IOException {
        deliver(
                "POST / HTTP/1.1\ncontent-type: application/json\n\n"
                        + "{\"type\":\"url_verification\",\"challenge\":\"3eZb\"}");

        assertThat(run("acme/slack")).isEqualTo(4);
        assertThat(output.toString().lines())
                .containsExactly(
                        "acme/slack: NOT AUTHENTICATED: the request carries no key or signature"
                                + " where this source expects it",
                        "no event; would be answered with: 3eZb");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "acme/other | POST / HTTP/1.1 | there is no source acme/other in the settings",
                "acme/stripe | hello | the first line must be a request line",
                "acme/stripe | POST / HTTP/1.1~no header | is no header",
                "acme/stripe | POST / HTTP/1.1~Content-Length: 5~~abc | Content-Length is 5, but there are 3",
            })
    void saysWhatIsWrongWithTheFileOrTheName(String source, String file, String message)
            throws IOException {
        deliver(file.replace('~', '\n'));

        assertThat(run(source)).isEqualTo(1);
        assertThat(errors.toString()).contains(message);
        assertThat(output.toString()).isEmpty();
    }

    private void deliver(String request) throws IOException {
        Files.write(folder.resolve("delivery.http"), request.getBytes(ISO_8859_1));
    }

    private int run(String source, String... more) {
        String[] arguments = {
            "sources",
            "try",
            "--config",
            folder.resolve("gridgate.yaml").toString(),
            "--source",
            source,
            "--file",
            folder.resolve("delivery.http").toString()
        };
        CommandLine program =
                GridgateCommand.commandLine(arguments)
                        .setOut(new PrintWriter(output, true))
                        .setErr(new PrintWriter(errors, true));
        String[] all = Arrays.copyOf(arguments, arguments.length + more.length);
        System.arraycopy(more, 0, all, arguments.length, more.length);
        return program.execute(all);
    }
}
