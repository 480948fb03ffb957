package io.gridgate.handlers.client;

import static io.gridgate.handlers.client.ClientFixture.EVENT;
import static io.gridgate.handlers.client.ClientFixture.event;
import static io.gridgate.handlers.client.ClientFixture.fastRetries;
import static io.gridgate.handlers.client.ClientFixture.senderBuilder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import com.azure.core.credential.AccessToken;
import com.azure.core.credential.KeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.exception.ClientAuthenticationException;

import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.LocalTls;
import io.gridgate.handlers.testing.ScriptedServer;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

import reactor.core.publisher.Mono;

import java.nio.file.Path;
import java.time.OffsetDateTime;
import java.util.List;

class EventGridCredentialsTest {

    @TempDir static Path folder;
    private static LocalTls tls;

    @BeforeAll
    static void makeCertificate() throws Exception {
        tls = LocalTls.in(folder);
    }

    @Test
    void sendsAKeyOverTlsThatIsTrusted() {
        try (var server = ScriptedServer.https(tls.context(), Answer.ok("{}"));
                var sender = overTls(server).trustedCertificates(tls.pem()).build()) {
            sender.send(event(EVENT));

            assertThat(server.onlyRequest().header("authorization"))
                    .isEqualTo("SharedAccessKey secret-key");
            assertThat(server.onlyRequest().body()).isEqualTo(EVENT);
        }
    }

    @Test
    void sendsNothingToACertificateThatIsNotTrusted() {
        try (var server = ScriptedServer.https(tls.context(), Answer.ok("{}"));
                var sender = overTls(server).build()) {
            EventGridException failure =
                    catchThrowableOfType(EventGridException.class, () -> sender.send(event(EVENT)));

            assertThat(failure).isInstanceOf(EventGridException.Unavailable.class);
            assertThat(failure).hasMessageContaining("PKIX");
            assertThat(server.requests()).isEmpty();
        }
    }

    @Test
    void sendsTokensForEventGrid() {
        TokenCredential credential =
                request -> {
                    assertThat(request.getScopes())
                            .containsExactly("https://eventgrid.azure.net/.default");
                    return Mono.just(new AccessToken("jwt", OffsetDateTime.MAX));
                };
        try (var server = ScriptedServer.https(tls.context(), Answer.ok("{}"));
                var sender =
                        overTls(server)
                                .credential(credential)
                                .trustedCertificates(tls.pem())
                                .build()) {
            sender.send(event(EVENT));

            assertThat(server.onlyRequest().header("authorization")).isEqualTo("Bearer jwt");
        }
    }

    @Test
    void tellsThatThereIsNoCredential() {
        TokenCredential none =
                _ -> Mono.error(new ClientAuthenticationException("log in first", null));
        try (var server = ScriptedServer.https(tls.context(), Answer.ok("{}"));
                var sender =
                        overTls(server).credential(none).trustedCertificates(tls.pem()).build()) {
            EventGridException failure =
                    catchThrowableOfType(EventGridException.class, () -> sender.send(event(EVENT)));

            assertThat(failure)
                    .isInstanceOf(EventGridException.Unauthorized.class)
                    .hasMessageContaining("log in first")
                    .matches(e -> e.status() == 0 && e.code().equals("Credential"));
        }
    }

    @Test
    void takesARotatedKey() {
        KeyCredential key = new KeyCredential("one");
        try (var server = ScriptedServer.http(Answer.ok("{}"));
                var sender = senderBuilder(server).credential(key).build()) {
            sender.send(event(EVENT));
            key.update("two");
            sender.send(event(EVENT));

            assertThat(server.requests())
                    .extracting(request -> request.header("authorization"))
                    .containsExactly("SharedAccessKey one", "SharedAccessKey two");
        }
    }

    @Test
    void refusesHttpExceptWithAKeyToThisMachineWhereAllowed() {
        var builder =
                new EventGridSenderBuilder()
                        .topicName("orders")
                        .credential(new KeyCredential("secret-key"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.endpoint("http://localhost:8080").build())
                .withMessageContaining("credentials would leave in clear");

        builder.allowInsecureLoopback();
        for (String elsewhere :
                List.of(
                        "http://gridgate.example",
                        "http://10.0.0.1",
                        "http://127.0.0.1.example",
                        "http://localhost.example",
                        "http://localhost@gridgate.example")) {
            assertThatIllegalArgumentException()
                    .as(elsewhere)
                    .isThrownBy(() -> builder.endpoint(elsewhere).build());
        }
        for (String here : List.of("http://localhost:1", "http://127.0.0.2:1", "http://[::1]:1")) {
            builder.endpoint(here).build().close();
        }
        builder.credential((TokenCredential) _ -> Mono.empty());
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.endpoint("http://localhost:8080").build());
    }

    @Test
    void refusesSettingsThatAreMissingOrWrong() {
        var builder = new EventGridSenderBuilder();
        assertThatIllegalArgumentException().isThrownBy(builder::build);
        builder.topicName("orders");
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("endpoint");
        builder.endpoint("https://localhost");
        assertThatIllegalArgumentException()
                .isThrownBy(builder::build)
                .withMessageContaining("credential");
        builder.credential(new KeyCredential("k"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.topicName("a/b").build())
                .withMessageContaining("topic name");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder.topicName("a").endpoint("localhost").build());
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        builder.endpoint("https://localhost")
                                .trustedCertificates(folder.resolve("none"))
                                .build());
    }

    @Test
    void logsNothingForARequestAndNoSecretForAFailure() {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level level = root.getLevel();
        ListAppender<ILoggingEvent> lines = new ListAppender<>();
        lines.start();
        root.addAppender(lines);
        try (var server =
                        ScriptedServer.http(
                                Answer.ok("{}"), Answer.error(401, "Unauthorized", "no", ""));
                var sender = senderBuilder(server).build()) {
            root.setLevel(Level.INFO);
            sender.send(event(EVENT));
            assertThat(lines.list).isEmpty();

            root.setLevel(Level.DEBUG);
            EventGridException failure =
                    catchThrowableOfType(EventGridException.class, () -> sender.send(event(EVENT)));
            assertThat(failure.toString()).doesNotContain("secret-key");
            assertThat(lines.list)
                    .noneMatch(line -> line.getFormattedMessage().contains("secret-key"));
        } finally {
            root.setLevel(level);
            root.detachAppender(lines);
        }
    }

    private static EventGridSenderBuilder overTls(ScriptedServer server) {
        return new EventGridSenderBuilder()
                .endpoint(server.uri())
                .topicName("orders")
                .retryOptions(fastRetries())
                .credential(new KeyCredential("secret-key"));
    }
}
