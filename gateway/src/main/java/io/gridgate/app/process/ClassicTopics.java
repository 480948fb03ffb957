package io.gridgate.app.process;

import com.azure.core.credential.AzureKeyCredential;
import com.azure.messaging.eventgrid.EventGridPublisherClientBuilder;

import io.gridgate.app.settings.Access;
import io.gridgate.app.settings.ClassicTopicSettings;
import io.gridgate.deliver.Sink;
import io.gridgate.deliver.forward.ClassicTopic;
import io.gridgate.handlers.client.AzureCredentials;
import io.gridgate.handlers.client.TrustedCertificates;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The ways to custom topics, domains and partner namespaces that the settings ask for. */
public final class ClassicTopics {

    private final Map<String, ClassicTopic> topics = new HashMap<>();

    /**
     * Makes them.
     *
     * @param settings the settings by topic
     * @param requestTimeout longest time for one request
     * @throws StartException if the settings cannot be used
     */
    public ClassicTopics(Map<String, ClassicTopicSettings> settings, Duration requestTimeout) {
        settings.forEach((name, each) -> topics.put(name, topic(name, each, requestTimeout)));
    }

    private static ClassicTopic topic(
            String name, ClassicTopicSettings settings, Duration requestTimeout) {
        Access access = settings.access();
        try {
            return new ClassicTopic(
                    settings.target(),
                    access.trustedCertificates().map(TrustedCertificates::sslContext),
                    requestTimeout,
                    builder -> withCredential(builder, access));
        } catch (IllegalArgumentException e) {
            throw new StartException("gateway.classic-topics." + name + ": " + e.getMessage(), e);
        }
    }

    private static EventGridPublisherClientBuilder withCredential(
            EventGridPublisherClientBuilder builder, Access access) {
        return switch (access.identity()) {
            case KEY ->
                    builder.credential(new AzureKeyCredential(access.key().orElseThrow().reveal()));
            case AZURE -> builder.credential(AzureCredentials.fromEnvironment());
        };
    }

    /**
     * Returns the ways by topic.
     *
     * @return a sink for each
     */
    public Map<String, Sink> sinks() {
        return Map.copyOf(topics);
    }
}
