package io.gridgate.log.move;

import io.gridgate.log.DeadLetter;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * One piece of what a log holds. They come topic by topic, topics by name; of each its settings,
 * its subscriptions by name, its books, then by rising sequence the events that are still to be
 * settled, the dead letters of one subscription after the other, and again by rising sequence the
 * records of what was accepted.
 */
public sealed interface Piece {

    /** {@return whose piece it is} */
    TopicName topic();

    /**
     * The settings of a topic; the first of its pieces.
     *
     * @param settings the settings
     * @param nextSequence higher than the sequence of every event that it ever had
     * @param shared whether the sequences are those of all topics together, so that no two events
     *     of the log have the same
     */
    record OfTopic(Topic settings, long nextSequence, boolean shared) implements Piece {
        @Override
        public TopicName topic() {
            return settings.name();
        }
    }

    /**
     * The settings of an event subscription.
     *
     * @param settings the settings
     */
    record OfSubscription(Subscription settings) implements Piece {
        @Override
        public TopicName topic() {
            return settings.name().topic();
        }
    }

    /**
     * The books of the events that were accepted in one {@link io.gridgate.log.QuarterHour}.
     *
     * @param topic the topic
     * @param subscription own name of the subscription whose books these are; empty for the topic's
     * @param number the number of the quarter
     * @param taken events that the subscription wanted; of a topic, events accepted
     * @param settled those that are no longer pending; of a topic, those that nobody wanted
     * @param deadLettered settled ones that were rejected or delivered too often
     * @param expired settled ones that came to the end of their life
     */
    record Quarter(
            TopicName topic,
            Optional<String> subscription,
            long number,
            long taken,
            long settled,
            long deadLettered,
            long expired)
            implements Piece {

        /** Checks that the numbers fit together. */
        public Quarter {
            if (number < 0
                    || deadLettered < 0
                    || expired < 0
                    || settled < deadLettered + expired
                    || taken < settled) {
                throw new IllegalArgumentException("the books of a quarter do not fit together");
            }
        }

        /** {@return events that are still to be settled} */
        public long pending() {
            return taken - settled;
        }
    }

    /**
     * An event that is still to be settled.
     *
     * @param topic the topic
     * @param event the event
     * @param waits for whom, one at least
     */
    record Unsettled(TopicName topic, StoredEvent event, List<Wait> waits) implements Piece {
        /** Copies the list. */
        public Unsettled {
            waits = List.copyOf(waits);
            if (waits.isEmpty()) {
                throw new IllegalArgumentException("an unsettled event has a subscription");
            }
        }
    }

    /**
     * How far an event is for one subscription. A lock does not move: the event can be handed out
     * again at once.
     *
     * @param subscription own name of the subscription
     * @param deliveryCount how many times it was handed out
     * @param availableAt until when a release keeps it back
     */
    record Wait(String subscription, int deliveryCount, Optional<Instant> availableAt) {
        /** Checks the count. */
        public Wait {
            if (deliveryCount < 0) {
                throw new IllegalArgumentException("a delivery count is 0 or more");
            }
        }
    }

    /**
     * A dead letter.
     *
     * @param letter the dead letter
     */
    record Dead(DeadLetter letter) implements Piece {
        @Override
        public TopicName topic() {
            return letter.subscription().topic();
        }
    }

    /**
     * What is remembered of an accepted event, so that its repeats are recognised.
     *
     * @param topic the topic
     * @param key as {@link io.gridgate.log.DedupKeys} makes it
     * @param contentHash the 32 bytes that stand for its content; not copied
     * @param sequence its place in the topic
     * @param acceptedAt when it was accepted
     * @param until when its window ends
     * @param wantedBy own names of the subscriptions that wanted it
     */
    @SuppressWarnings("ArrayRecordComponent") // handed through, never compared as a record
    record Accepted(
            TopicName topic,
            UUID key,
            byte[] contentHash,
            long sequence,
            Instant acceptedAt,
            Instant until,
            List<String> wantedBy)
            implements Piece {

        /** Copies the list and checks the length of the hash. */
        public Accepted {
            wantedBy = List.copyOf(wantedBy);
            if (contentHash.length != 32) {
                throw new IllegalArgumentException("a content hash has 32 bytes");
            }
        }
    }
}
