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
 * Amazon SNS messages, by the CloudEvents adapter document for SNS. The confirmation of a
 * subscription is an event like the others; whoever reads it visits its {@code SubscribeURL}.
 */
public final class SnsWebhooks {

    private SnsWebhooks() {}

    /**
     * {@return the scheme}
     *
     * @param clock gives the time of events that have none
     */
    public static MappedScheme scheme(InstantSource clock) {
        Mapping mapping =
                new Mapping(
                        new Template("{header:x-amz-sns-message-id|/MessageId}"),
                        new Template(
                                "{header:x-amz-sns-subscription-arn|header:x-amz-sns-topic-arn"
                                        + "|/TopicArn}"),
                        new Template("com.amazonaws.sns.{header:x-amz-sns-message-type|/Type}"),
                        Expression.firstOf("{/Subject}"),
                        new Template("{/Timestamp}"),
                        "");
        return new MappedScheme(
                Mappings.always(mapping),
                new MappedScheme.Options(
                        Set.of("text/plain", "application/json"), false, Repeat.SAME_PAYLOAD, null),
                clock);
    }
}
