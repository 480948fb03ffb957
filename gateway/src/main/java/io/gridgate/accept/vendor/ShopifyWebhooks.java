package io.gridgate.accept.vendor;

import io.gridgate.accept.ContentHash;
import io.gridgate.accept.mapping.Delivery;
import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Template;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;

/**
 * Shopify's webhooks. Shopify signs the body only, so its ids prove nothing: the id is the SHA-256
 * of shop, topic and body, and a captured request under a new id is a duplicate. The topic is part
 * of it because Shopify sends one body under several topics.
 */
public final class ShopifyWebhooks {

    private static final Expression TOPIC =
            new Template("{header:x-shopify-topic|header:shopify-topic}");
    private static final Expression SHOP =
            new Template("{header:x-shopify-shop-domain|header:shopify-shop-domain}");

    private ShopifyWebhooks() {}

    /**
     * {@return the scheme}
     *
     * @param clock gives the time of events that have none
     */
    public static MappedScheme scheme(InstantSource clock) {
        Mapping mapping =
                new Mapping(
                        new DeliveryId(),
                        SHOP.then(shop -> "https://" + shop),
                        TOPIC.then(topic -> "com.shopify." + topic.replace('/', '.')),
                        new Template("{/admin_graphql_api_id|/id}"),
                        new Template(
                                "{header:x-shopify-triggered-at|header:shopify-triggered-at"
                                        + "|/updated_at|/created_at}"),
                        "");
        return new MappedScheme(Mappings.always(mapping), MappedScheme.Options.JSON, clock);
    }

    private static final class DeliveryId implements Expression {

        @Override
        public Optional<String> text(Delivery delivery) {
            String scope = SHOP.text(delivery).orElse("") + '\n' + TOPIC.text(delivery).orElse("");
            String content = scope + '\n' + delivery.payloadHash();
            byte[] hash = ContentHash.of(content.getBytes(StandardCharsets.UTF_8));
            return Optional.of(HexFormat.of().formatHex(hash));
        }

        @Override
        public Set<String> pointers() {
            return Set.of();
        }
    }
}
