package io.gridgate.log;

import java.time.Instant;
import java.util.List;

/**
 * What became of the events of one topic that were accepted in a time range.
 *
 * @param topic the topic
 * @param from the begin of the range, rounded down to the quarter of an hour
 * @param to the end of the range, exclusive, rounded up to the quarter of an hour
 * @param accepted events accepted in the range
 * @param unwanted those that no subscription wanted
 * @param accounts what became of the others, one account per subscription, by name
 * @param findings what does not fit together, in words; empty where everything does
 */
public record Audit(
        TopicName topic,
        Instant from,
        Instant to,
        long accepted,
        long unwanted,
        List<Account> accounts,
        List<String> findings) {

    /**
     * The account of one subscription; it balances: {@code matched = acknowledged + deadLettered +
     * expired + pending}. The events that it did not want are {@code accepted - matched}.
     *
     * @param subscription the subscription
     * @param matched events that it wanted
     * @param acknowledged events acknowledged; for an outbox, those that were forwarded
     * @param deadLettered events rejected, or given up after their last allowed delivery
     * @param expired events given up at the end of their life
     * @param pending events still to be settled
     */
    public record Account(
            SubscriptionName subscription,
            long matched,
            long acknowledged,
            long deadLettered,
            long expired,
            long pending) {}

    /** Copies the lists. */
    public Audit {
        accounts = List.copyOf(accounts);
        findings = List.copyOf(findings);
    }

    /** {@return whether every event is accounted for} */
    public boolean holds() {
        return findings.isEmpty();
    }
}
