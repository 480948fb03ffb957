package io.gridgate.archive;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.gridgate.event.EventKey;
import io.gridgate.filter.AttributeFilter;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.DeadLetter;
import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.move.Piece;

import java.io.IOException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Reads the pieces that {@link PieceText} writes. */
final class PieceReader {

    private static final JsonFactory JSON = new JsonFactory();

    private PieceReader() {}

    /** Reads a piece; values out of their bounds are refused with the line. */
    static Piece read(Fields line) {
        try {
            return piece(line);
        } catch (IllegalArgumentException e) {
            throw new ArchiveException(line.line(), String.valueOf(e.getMessage()), e);
        }
    }

    private static Piece piece(Fields line) {
        if (line.has("topic") && line.node().path("topic").isObject()) {
            return topic(line.object("topic"));
        }
        if (line.has("subscription")) {
            return new Piece.OfSubscription(subscription(line.object("subscription")));
        }
        if (line.has("quarter")) {
            return quarter(line.object("quarter"));
        }
        if (line.has("accepted")) {
            return accepted(line.object("accepted"));
        }
        if (line.has("deadLetter")) {
            return new Piece.Dead(letter(line, line.object("deadLetter")));
        }
        if (line.has("pending")) {
            return new Piece.Unsettled(topicName(line), event(line), waits(line));
        }
        throw line.refused("is nothing that an export has");
    }

    private static Piece topic(Fields topic) {
        Topic settings =
                new Topic(
                        new TopicName(topic.text("name")),
                        topic.duration("retention"),
                        topic.duration("dedupWindow"));
        return new Piece.OfTopic(settings, topic.number("nextSequence"), topic.isTrue("shared"));
    }

    private static TopicName topicName(Fields line) {
        return new TopicName(line.text("topic"));
    }

    private static Subscription subscription(Fields subscription) {
        return new Subscription(
                new SubscriptionName(topicName(subscription), subscription.text("name")),
                new EventFilter(
                        subscription.texts("includedEventTypes"),
                        AttributeFilter.fromTexts(subscription.texts("filters"))),
                subscription.duration("lock"),
                subscription.smallNumber("maxDeliveryCount"),
                subscription.duration("timeToLive"));
    }

    private static Piece quarter(Fields quarter) {
        return new Piece.Quarter(
                topicName(quarter),
                quarter.has("subscription")
                        ? Optional.of(quarter.text("subscription"))
                        : Optional.empty(),
                quarter.number("number"),
                quarter.number("taken"),
                quarter.number("settled"),
                quarter.number("deadLettered"),
                quarter.number("expired"));
    }

    private static Piece accepted(Fields accepted) {
        return new Piece.Accepted(
                topicName(accepted),
                UUID.fromString(accepted.text("key")),
                HexFormat.of().parseHex(accepted.text("contentHash")),
                accepted.number("sequence"),
                accepted.time("acceptedAt"),
                accepted.time("until"),
                accepted.texts("wantedBy"));
    }

    private static DeadLetter letter(Fields line, Fields letter) {
        return new DeadLetter(
                new SubscriptionName(topicName(line), letter.text("subscription")),
                event(line),
                DeadLetterReason.valueOf(letter.text("reason")),
                letter.text("detail"),
                letter.smallNumber("deliveryCount"),
                letter.time("at"));
    }

    private static List<Piece.Wait> waits(Fields line) {
        return line.objects("pending").stream()
                .map(wait ->
                        new Piece.Wait(
                                wait.text("subscription"),
                                wait.smallNumber("deliveryCount"),
                                wait.has("availableAt")
                                        ? Optional.of(wait.time("availableAt"))
                                        : Optional.empty()))
                .toList();
    }

    private static StoredEvent event(Fields line) {
        byte[] json = line.has("event") ? slice(line) : line.base64("eventBase64");
        Fields event = line.has("event") ? line.object("event") : Fields.parse(line.line(), json);
        Fields named = line.has("type") ? line : event;
        return new StoredEvent(
                line.number("sequence"),
                line.time("acceptedAt"),
                new EventKey(named.text("source"), named.text("id")),
                named.text("type"),
                json);
    }

    /** Returns the bytes of the event as they stand in the line. */
    private static byte[] slice(Fields line) {
        try (JsonParser parser = JSON.createParser(line.text())) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                boolean wanted = parser.currentName().equals("event");
                parser.nextToken();
                int from = (int) parser.currentTokenLocation().getByteOffset();
                parser.skipChildren();
                if (wanted) {
                    int to = (int) parser.currentLocation().getByteOffset();
                    return Arrays.copyOfRange(line.text(), from, to);
                }
            }
            throw line.refused("event must be an object");
        } catch (IOException e) {
            throw new ArchiveException(line.line(), "is no JSON", e);
        }
    }
}
