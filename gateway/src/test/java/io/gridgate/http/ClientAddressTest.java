package io.gridgate.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.javalin.config.RoutesConfig;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;

final class ClientAddressTest {

    /** Answers with the address that it sees. */
    private record Echo(ClientAddress address) implements Routes {

        @Override
        public void register(RoutesConfig routes) {
            routes.get("/echo", ctx -> ctx.result(address.of(ctx.req())));
        }

        @Override
        public boolean owns(String path) {
            return path.equals("/echo");
        }

        @Override
        public ErrorEnvelope errors() {
            return new ProblemDetails();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "0 | 203.0.113.7 | 127.0.0.1",
                "1 | 203.0.113.7 | 203.0.113.7",
                "1 | 198.51.100.1, 203.0.113.7 | 203.0.113.7",
                "2 | 198.51.100.1, 203.0.113.7 , 10.0.0.1 | 203.0.113.7",
                "2 | 203.0.113.7 | 127.0.0.1"
            })
    void believesWhatItsProxiesAddedAndNothingElse(int proxies, String header, String seen)
            throws Exception {
        try (HttpServer server =
                        HttpServer.builder().routes(new Echo(new ClientAddress(proxies))).start();
                HttpClient client = HttpClient.newHttpClient()) {
            HttpRequest request =
                    HttpRequest.newBuilder(
                                    URI.create("http://127.0.0.1:" + server.httpPort() + "/echo"))
                            .header("X-Forwarded-For", header)
                            .build();
            assertThat(client.send(request, BodyHandlers.ofString()).body()).isEqualTo(seen);
        }
    }

    @Test
    void hasBounds() {
        assertThatThrownBy(() -> new ClientAddress(-1)).hasMessageContaining("0 to 10");
        assertThatThrownBy(() -> new ClientAddress(11)).hasMessageContaining("0 to 10");
    }
}
