package io.gridgate.app.gateway;

import io.gridgate.accept.CloudEventsScheme;
import io.gridgate.accept.PublishGate;
import io.gridgate.accept.Scheme;
import io.gridgate.accept.Source;
import io.gridgate.accept.SourceId;
import io.gridgate.accept.github.GitHubScheme;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Repeat;
import io.gridgate.accept.vendor.CouchDbWebhooks;
import io.gridgate.accept.vendor.GitLabWebhooks;
import io.gridgate.accept.vendor.S3Webhooks;
import io.gridgate.accept.vendor.ShopifyWebhooks;
import io.gridgate.accept.vendor.SlackScheme;
import io.gridgate.accept.vendor.SnsWebhooks;
import io.gridgate.accept.vendor.StandardWebhooksScheme;
import io.gridgate.accept.vendor.StripeWebhooks;
import io.gridgate.accept.vendor.TwilioScheme;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.MappingSettings;
import io.gridgate.app.settings.SourceSettings;

import java.time.InstantSource;
import java.util.Set;

/** Makes a source of its settings. */
final class PartnerSource {

    private PartnerSource() {}

    static Source of(
            SourceId id,
            SourceSettings settings,
            GatewaySettings gateway,
            GatewayContracts contracts,
            InstantSource clock) {
        return new Source(
                id,
                settings.access().credential(settings.scheme(), clock),
                scheme(id, settings, clock),
                gateway.checksIn(settings.topic())
                        ? settings.limits().forLargeEvents()
                        : settings.limits(),
                new PublishGate(settings.publish()),
                settings.contract().map(contracts::rule));
    }

    private static Scheme scheme(SourceId id, SourceSettings settings, InstantSource clock) {
        MappingSettings mapping = settings.mapping();
        return switch (settings.scheme()) {
            case CLOUDEVENTS -> new CloudEventsScheme();
            case WEBHOOK -> webhook(mapping, clock);
            case STANDARD_WEBHOOKS ->
                    new StandardWebhooksScheme(
                            mapping.source().map(Object::toString).orElse("/partners/" + id),
                            clock);
            case GITHUB -> new GitHubScheme(clock);
            case GITLAB -> GitLabWebhooks.scheme(!settings.access().secrets().isEmpty(), clock);
            case STRIPE -> StripeWebhooks.scheme(clock);
            case SHOPIFY -> ShopifyWebhooks.scheme(clock);
            case SLACK -> new SlackScheme(clock);
            case TWILIO -> new TwilioScheme(clock);
            case AWS_SNS -> SnsWebhooks.scheme(clock);
            case AWS_S3 -> S3Webhooks.scheme(clock);
            case COUCHDB ->
                    CouchDbWebhooks.scheme(mapping.source().orElseThrow().toString(), clock);
        };
    }

    private static Scheme webhook(MappingSettings mapping, InstantSource clock) {
        return new MappedScheme(
                Mappings.always(mapping.mapping()),
                new MappedScheme.Options(
                        Set.of("application/json"),
                        true,
                        Repeat.SAME_PAYLOAD,
                        mapping.events().orElse(null)),
                clock);
    }
}
