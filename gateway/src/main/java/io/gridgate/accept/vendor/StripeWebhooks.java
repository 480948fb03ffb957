package io.gridgate.accept.vendor;

import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Repeat;
import io.gridgate.accept.mapping.Template;

import java.time.InstantSource;
import java.util.Set;

/**
 * Stripe's snapshot and thin events. The id is the event's own, which is signed with the body.
 * Stripe counts {@code pending_webhooks} down between attempts, so a repeat need not be equal.
 */
public final class StripeWebhooks {

    private StripeWebhooks() {}

    /**
     * {@return the scheme}
     *
     * @param clock gives the time of events that have none
     */
    public static MappedScheme scheme(InstantSource clock) {
        Mapping mapping =
                new Mapping(
                        new Template("{/id}"),
                        Expression.firstOf(
                                "https://api.stripe.com/v1/accounts/{/account|/context}",
                                "https://api.stripe.com"),
                        new Template("com.stripe.{/type}"),
                        new Template("{/data/object/id|/related_object/id}"),
                        new Template("{/created}"),
                        "");
        return new MappedScheme(
                Mappings.always(mapping),
                new MappedScheme.Options(Set.of("application/json"), false, Repeat.SAME_ID, null),
                clock);
    }
}
