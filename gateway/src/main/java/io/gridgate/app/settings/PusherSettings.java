package io.gridgate.app.settings;

import io.gridgate.deliver.push.WebhookHosts;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How the built-in namespace pushes; what Event Grid in Azure has no settings for.
 *
 * @param concurrency most requests under way at once for one event subscription
 * @param timeout how long an answer may take
 * @param ratePerMinute how many requests a minute webhooks are asked for, if they are
 * @param privateHosts hosts of webhooks that may have private addresses
 * @param trustedCertificates PEM file with the certificate authorities to trust instead of the
 *     JDK's
 */
public record PusherSettings(
        int concurrency,
        Duration timeout,
        Optional<Integer> ratePerMinute,
        List<String> privateHosts,
        Optional<Path> trustedCertificates) {

    static final Key<Integer> CONCURRENCY =
            Key.of(
                    "concurrency",
                    Kinds.integer("requests", 1, 64),
                    8,
                    "Most requests under way at once for one event subscription.");
    static final Key<Duration> TIMEOUT =
            Key.of(
                    "timeout",
                    Kinds.duration(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                    Duration.ofSeconds(30),
                    "How long a webhook may take to answer. Azure: PT30S.");
    static final Key<Integer> RATE_PER_MINUTE =
            Key.optional(
                    "rate-per-minute",
                    Kinds.integer("requests", 1, 1_000_000),
                    "Asks webhooks in the handshake for so many requests a minute, and keeps to"
                            + " what they grant. Azure's namespaces do not ask.");
    static final Key<List<String>> PRIVATE_HOSTS =
            Key.of(
                    "private-hosts",
                    Kinds.listOf(
                            Kinds.text(
                                    "host name or address",
                                    value -> value.matches("[A-Za-z0-9.:\\[\\]-]{1,253}")),
                            100),
                    List.of(),
                    "Hosts of webhooks that may have private, loopback or link-local addresses and"
                            + " may be called with `http`, as they stand in `endpoint`. Other hosts"
                            + " need a public address and `https`; `localhost` is this machine.");

    static final Section SECTION =
            Section.of(
                    "How the built-in namespace pushes to webhooks.",
                    CONCURRENCY,
                    TIMEOUT,
                    RATE_PER_MINUTE,
                    PRIVATE_HOSTS,
                    Access.TRUSTED_CERTIFICATES);

    /** Public webhooks, as Azure calls them. */
    public static final PusherSettings DEFAULT =
            new PusherSettings(
                    CONCURRENCY.defaultValue(),
                    TIMEOUT.defaultValue(),
                    Optional.empty(),
                    PRIVATE_HOSTS.defaultValue(),
                    Optional.empty());

    /** Checks the bounds. */
    public PusherSettings {
        CONCURRENCY.check(concurrency);
        TIMEOUT.check(timeout);
        ratePerMinute.ifPresent(RATE_PER_MINUTE::check);
        privateHosts = PRIVATE_HOSTS.check(List.copyOf(privateHosts));
    }

    /**
     * Returns which hosts may be called.
     *
     * @return the rules
     */
    public WebhookHosts hosts() {
        return new WebhookHosts(privateHosts);
    }

    static PusherSettings from(Node node) {
        return node.make(() ->
                new PusherSettings(
                        node.get(CONCURRENCY),
                        node.get(TIMEOUT),
                        node.find(RATE_PER_MINUTE),
                        node.get(PRIVATE_HOSTS),
                        node.find(Access.TRUSTED_CERTIFICATES)));
    }
}
