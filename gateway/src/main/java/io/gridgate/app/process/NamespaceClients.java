package io.gridgate.app.process;

import com.azure.core.credential.KeyCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;

import io.gridgate.app.settings.Access;
import io.gridgate.handlers.client.AzureCredentials;
import io.gridgate.handlers.client.EventGridClientBuilder;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.EventGridReceiverBuilder;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.client.EventGridSenderBuilder;

import java.time.Duration;
import java.util.function.Supplier;

/** Makes clients of a namespace from what the settings say about it. */
public final class NamespaceClients {

    private NamespaceClients() {}

    /**
     * Makes a sender that tries once: the forwarder does the repeating.
     *
     * @param access where the namespace is, and with what
     * @param topic where it sends to
     * @param requestTimeout longest time for one request
     * @return the sender
     * @throws StartException if the settings cannot be used
     */
    public static EventGridSender sender(Access access, String topic, Duration requestTimeout) {
        EventGridSenderBuilder builder =
                configured(new EventGridSenderBuilder(), access)
                        .topicName(topic)
                        .requestTimeout(requestTimeout)
                        .retryOptions(new RetryOptions(new FixedDelayOptions(0, Duration.ZERO)));
        return startable(access, builder::build);
    }

    /**
     * Makes a receiver of one event subscription.
     *
     * @param access where the namespace is, and with what
     * @param topic the topic
     * @param subscription the name of its event subscription
     * @return the receiver
     * @throws StartException if the settings cannot be used
     */
    public static EventGridReceiver receiver(Access access, String topic, String subscription) {
        EventGridReceiverBuilder builder =
                configured(new EventGridReceiverBuilder(), access)
                        .topicName(topic)
                        .subscriptionName(subscription);
        return startable(access, builder::build);
    }

    /** What a client refuses is in the settings: a name, or a file that cannot be read. */
    private static <C> C startable(Access access, Supplier<C> build) {
        try {
            return build.get();
        } catch (IllegalArgumentException e) {
            throw new StartException("namespace " + access.endpoint() + ": " + e.getMessage(), e);
        }
    }

    private static <B extends EventGridClientBuilder<B>> B configured(B builder, Access access) {
        builder.endpoint(access.endpoint()).applicationId("gridgate");
        access.trustedCertificates().ifPresent(builder::trustedCertificates);
        return switch (access.identity()) {
            case KEY -> builder.credential(new KeyCredential(access.key().orElseThrow().reveal()));
            case AZURE -> builder.credential(AzureCredentials.fromEnvironment());
        };
    }
}
