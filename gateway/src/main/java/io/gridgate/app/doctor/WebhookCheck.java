package io.gridgate.app.doctor;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Optional;

/** Checks webhooks, without an event: a target in the network, and a push route from outside. */
final class WebhookCheck {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final String ORIGIN = "eventgrid.azure.net";

    private WebhookCheck() {}

    /** Looks whether a target takes connections; it gets no request. */
    static Finding target(String name, URI url) {
        String subject = "target " + name;
        int port = url.getPort() >= 0 ? url.getPort() : url.getScheme().equals("https") ? 443 : 80;
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(url.getHost(), port), (int) TIMEOUT.toMillis());
            return Finding.ok(subject, "webhook", url.getHost() + ":" + port + " answers");
        } catch (IOException e) {
            return Finding.failed(
                    subject,
                    "webhook",
                    "%s:%d cannot be reached: %s".formatted(url.getHost(), port, e.getMessage()),
                    "Start the target, correct its url, or let connections through to it.");
        }
    }

    /** Asks a push route at its public address as Event Grid does before it pushes. */
    static Finding pushRoute(URI url) {
        String subject = url.getScheme() + "://" + url.getRawAuthority() + url.getRawPath();
        try (HttpClient client = HttpClient.newBuilder().connectTimeout(TIMEOUT).build()) {
            HttpResponse<Void> answer =
                    client.send(
                            HttpRequest.newBuilder(url)
                                    .timeout(TIMEOUT)
                                    .method("OPTIONS", HttpRequest.BodyPublishers.noBody())
                                    .header("WebHook-Request-Origin", ORIGIN)
                                    .build(),
                            BodyHandlers.discarding());
            Optional<String> allowed = answer.headers().firstValue("WebHook-Allowed-Origin");
            return allowed.isPresent()
                    ? Finding.ok(subject, "webhook", "allows " + allowed.get())
                    : Finding.failed(
                            subject,
                            "webhook",
                            "answered " + answer.statusCode() + " without WebHook-Allowed-Origin",
                            answer.statusCode() == 401
                                    ? "Give a live secret of the route as access_token in the URL."
                                    : "Check the path, `origins` and `schemas` of the route, and"
                                            + " whether a proxy in front passes OPTIONS and its"
                                            + " headers.");
        } catch (IOException e) {
            return Finding.failed(
                    subject,
                    "webhook",
                    e.toString(),
                    "The address must be public, over https, with a certificate of a public"
                            + " authority, and pass requests on to this process.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Finding.skipped(subject, "webhook", "interrupted");
        }
    }
}
