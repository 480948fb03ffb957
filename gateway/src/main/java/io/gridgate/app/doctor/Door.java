package io.gridgate.app.doctor;

import io.gridgate.handlers.client.TrustedCertificates;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.net.ssl.SSLException;

/** Goes through the door of a server over HTTPS: connection, certificate chain, clock. */
final class Door {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Duration SKEW_OK = Duration.ofSeconds(30);
    private static final Duration SKEW_MAX = Duration.ofMinutes(5);

    private Door() {}

    /** Returns what was found; the last one is about the clock unless the door is shut. */
    static List<Finding> of(
            String subject, URI endpoint, Optional<Path> trusted, InstantSource clock) {
        List<Finding> findings = new ArrayList<>();
        HttpClient.Builder builder = HttpClient.newBuilder().connectTimeout(TIMEOUT);
        try {
            trusted.map(TrustedCertificates::sslContext).ifPresent(builder::sslContext);
        } catch (IllegalArgumentException e) {
            findings.add(
                    Finding.failed(
                            subject,
                            "tls",
                            String.valueOf(e.getMessage()),
                            "Give a readable PEM file as trusted-certificates."));
            return findings;
        }
        try (HttpClient client = builder.build()) {
            HttpResponse<Void> answer =
                    client.send(
                            HttpRequest.newBuilder(endpoint).timeout(TIMEOUT).build(),
                            BodyHandlers.discarding());
            findings.add(Finding.ok(subject, "connection", "port " + port(endpoint) + " answers"));
            findings.add(
                    answer.sslSession()
                            .map(session ->
                                    Finding.ok(
                                            subject,
                                            "tls",
                                            session.getProtocol() + ", the chain is trusted"))
                            .orElseGet(() -> Finding.skipped(subject, "tls", "no TLS")));
            findings.add(clock(subject, answer, clock));
        } catch (SSLException e) {
            findings.add(Finding.ok(subject, "connection", "port " + port(endpoint) + " answers"));
            findings.add(
                    Finding.failed(
                            subject,
                            "tls",
                            String.valueOf(e.getMessage()),
                            "Give the authorities of the server, or of a proxy that opens TLS in"
                                    + " between, as trusted-certificates; or correct the name in"
                                    + " endpoint."));
        } catch (IOException e) {
            findings.add(shut(subject, endpoint, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            findings.add(Finding.skipped(subject, "connection", "interrupted"));
        }
        return findings;
    }

    private static Finding shut(String subject, URI endpoint, IOException failure) {
        boolean slow = failure instanceof HttpTimeoutException;
        boolean refused = failure instanceof ConnectException && !slow;
        String detail =
                slow
                        ? "no answer from port " + port(endpoint) + " within " + TIMEOUT
                        : refused
                                ? "port " + port(endpoint) + " cannot be reached"
                                : failure.toString();
        return Finding.failed(
                subject,
                "connection",
                detail,
                "Let outgoing TCP to port "
                        + port(endpoint)
                        + " through the firewall and network security groups; in Azure, allow this"
                        + " address under the namespace's public network access, or use its private"
                        + " endpoint.");
    }

    private static Finding clock(String subject, HttpResponse<?> answer, InstantSource clock) {
        Optional<String> date = answer.headers().firstValue("Date");
        if (date.isEmpty()) {
            return Finding.skipped(subject, "clock", "the server does not tell its time");
        }
        try {
            Duration skew =
                    Duration.between(
                                    ZonedDateTime.parse(
                                            date.get(), DateTimeFormatter.RFC_1123_DATE_TIME),
                                    clock.instant().atZone(ZoneOffset.UTC))
                            .abs();
            return skew(subject, skew);
        } catch (DateTimeException e) {
            return Finding.skipped(subject, "clock", "the server's time cannot be read");
        }
    }

    static Finding skew(String subject, Duration skew) {
        String detail = "this clock and the server's are " + skew.toSeconds() + " s apart";
        if (skew.compareTo(SKEW_OK) <= 0) {
            return Finding.ok(subject, "clock", detail);
        }
        String remedy = "Synchronise the clock of this machine (NTP); tokens and SAS depend on it.";
        return skew.compareTo(SKEW_MAX) <= 0
                ? Finding.warning(subject, "clock", detail, remedy)
                : Finding.failed(subject, "clock", detail, remedy);
    }

    private static int port(URI endpoint) {
        return endpoint.getPort() < 0 ? 443 : endpoint.getPort();
    }
}
