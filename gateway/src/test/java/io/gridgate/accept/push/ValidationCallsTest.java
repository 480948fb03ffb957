package io.gridgate.accept.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls to a server on this machine that stands for Event Grid's. */
class ValidationCallsTest {

    private final BlockingQueue<String> asked = new LinkedBlockingQueue<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer server;
    private ValidationCalls calls;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext(
                "/",
                exchange -> {
                    asked.add(exchange.getRequestMethod() + " " + exchange.getRequestURI());
                    boolean fails = failures.getAndDecrement() > 0;
                    exchange.getResponseHeaders().add("Location", "/elsewhere");
                    exchange.sendResponseHeaders(fails ? 302 : 200, -1);
                    exchange.close();
                });
        server.start();
        calls =
                new ValidationCalls(
                        _ -> true, List.of(Duration.ZERO, Duration.ZERO), HttpClient.newBuilder());
    }

    @AfterEach
    void stop() {
        calls.close();
        server.stop(0);
    }

    @Test
    void callsTheAddressAsItIs() throws Exception {
        assertThat(calls.call("r", url("/validate?id=1&token=A%2FB"))).isTrue();

        assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("GET /validate?id=1&token=A%2FB");
    }

    @Test
    void triesAgainAndFollowsNoRedirect() throws Exception {
        failures.set(1);

        calls.call("r", url("/validate"));

        assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("GET /validate");
        assertThat(asked.poll(30, TimeUnit.SECONDS)).isEqualTo("GET /validate");
    }

    @ParameterizedTest
    @CsvSource({
        "https://rp-eastus2.eventgrid.azure.net:553/eventsubscriptions/s/validate?id=1,true",
        "https://rp-usgov.eventgrid.azure.us/validate,true",
        "https://RP.EventGrid.Azure.CN:443/validate,true",
        "http://rp-eastus2.eventgrid.azure.net/validate,false",
        "https://eventgrid.azure.net.evil.example/validate,false",
        "https://evileventgrid.azure.net/validate,false",
        "https://rp-eastus2.eventgrid.azure.net@evil.example/validate,false",
        "https://127.0.0.1/validate,false",
        "https://rp-eastus2.eventgrid.azure.net:8443/validate,false",
        "file:///etc/passwd,false",
        "not an address,false"
    })
    void trustsAddressesOfEventGridOnly(String address, boolean trusted) {
        try (ValidationCalls real = new ValidationCalls()) {
            assertThat(real.checked(address).isPresent()).isEqualTo(trusted);
        }
    }

    private URI url(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }
}
