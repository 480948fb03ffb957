package io.gridgate.app.namespace;

import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.PusherSettings;
import io.gridgate.deliver.push.PushOptions;
import io.gridgate.deliver.push.Pusher;
import io.gridgate.deliver.push.RetrySchedule;
import io.gridgate.deliver.push.Webhook;
import io.gridgate.handlers.client.TrustedCertificates;
import io.gridgate.http.webhook.CheckedWebhookClient;
import io.gridgate.log.EventLog;
import io.gridgate.log.SubscriptionName;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Random;

import javax.net.ssl.SSLContext;

/**
 * The pushes of a namespace: a pusher and its client, where there is anything to push. For one
 * thread.
 */
final class NamespacePushes implements AutoCloseable {

    private static final Duration DRAIN = Duration.ofSeconds(10);

    private final NamespaceConfig.Pushes pushes;
    private final EventLog log;
    private final Optional<SSLContext> trust;
    private @Nullable Pusher pusher;
    private @Nullable CheckedWebhookClient client;

    /** Checks what is needed; nothing runs yet. */
    NamespacePushes(NamespaceConfig.Pushes pushes, EventLog log) {
        this.pushes = pushes;
        this.log = log;
        this.trust = trust(pushes.settings());
    }

    List<SubscriptionName> subscriptions() {
        return pushes.webhooks().stream().map(Webhook::subscription).toList();
    }

    /** Starts to push, where there is anything to push. */
    NamespacePushes start() {
        if (pushes.webhooks().isEmpty()) {
            return this;
        }
        PusherSettings settings = pushes.settings();
        client = new CheckedWebhookClient(settings.hosts(), trust, settings.timeout());
        pusher =
                new Pusher(
                        log,
                        pushes.webhooks(),
                        client,
                        new PushOptions(
                                settings.concurrency(),
                                settings.ratePerMinute(),
                                RetrySchedule.EVENT_GRID,
                                PushOptions.BACKOFF_DEFAULT,
                                new Random(),
                                log::now),
                        new PushLog());
        pusher.start();
        return this;
    }

    private static Optional<SSLContext> trust(PusherSettings settings) {
        try {
            return settings.trustedCertificates().map(TrustedCertificates::sslContext);
        } catch (IllegalArgumentException e) {
            throw new StartException("namespace.push: " + e.getMessage(), e);
        }
    }

    /** Lets requests under way finish for up to 10 s. */
    @Override
    public void close() {
        if (pusher != null) {
            try {
                pusher.stop(DRAIN);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        if (client != null) {
            client.close();
        }
    }
}
