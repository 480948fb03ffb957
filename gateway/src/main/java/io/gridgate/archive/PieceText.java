package io.gridgate.archive;

import io.gridgate.filter.AttributeFilter;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.TopicName;
import io.gridgate.log.move.Piece;

import java.util.HexFormat;

/** Writes the pieces of a log; {@link PieceReader} reads them. */
final class PieceText {

    private PieceText() {}

    static void write(Piece piece, JsonLine line) {
        switch (piece) {
            case Piece.OfTopic of -> {
                line.begin("topic").object().field("name", of.topic().value());
                line.field("retention", of.settings().retention().toString());
                line.field("dedupWindow", of.settings().dedupWindow().toString());
                line.field("nextSequence", of.nextSequence()).field("shared", of.shared()).end();
            }
            case Piece.OfSubscription of -> write(of.settings(), line);
            case Piece.Quarter quarter -> write(quarter, line);
            case Piece.Unsettled unsettled -> write(unsettled, line);
            case Piece.Dead dead -> {
                write(dead.topic(), dead.letter().event(), line);
                line.begin("deadLetter").object();
                line.field("subscription", dead.letter().subscription().value());
                line.field("reason", dead.letter().reason().name());
                line.field("detail", dead.letter().detail());
                line.field("deliveryCount", dead.letter().deliveryCount());
                line.field("at", dead.letter().at()).end();
            }
            case Piece.Accepted accepted -> {
                line.begin("accepted").object().field("topic", accepted.topic().value());
                line.field("key", accepted.key().toString());
                line.field("contentHash", HexFormat.of().formatHex(accepted.contentHash()));
                line.field("sequence", accepted.sequence());
                line.field("acceptedAt", accepted.acceptedAt()).field("until", accepted.until());
                line.field("wantedBy", accepted.wantedBy()).end();
            }
        }
    }

    private static void write(Subscription subscription, JsonLine line) {
        line.begin("subscription").object();
        line.field("topic", subscription.name().topic().value());
        line.field("name", subscription.name().value());
        line.field("includedEventTypes", subscription.filter().includedEventTypes());
        line.field("filters", AttributeFilter.toTexts(subscription.filter().filters()));
        line.field("lock", subscription.lock().toString());
        line.field("maxDeliveryCount", subscription.maxDeliveryCount());
        line.field("timeToLive", subscription.timeToLive().toString()).end();
    }

    private static void write(Piece.Quarter quarter, JsonLine line) {
        line.begin("quarter").object().field("topic", quarter.topic().value());
        quarter.subscription().ifPresent(own -> line.field("subscription", own));
        line.field("number", quarter.number());
        line.field("taken", quarter.taken()).field("settled", quarter.settled());
        line.field("deadLettered", quarter.deadLettered());
        line.field("expired", quarter.expired()).end();
    }

    private static void write(Piece.Unsettled unsettled, JsonLine line) {
        write(unsettled.topic(), unsettled.event(), line);
        line.begin("pending").array();
        for (Piece.Wait wait : unsettled.waits()) {
            line.object().field("subscription", wait.subscription());
            line.field("deliveryCount", wait.deliveryCount());
            wait.availableAt().ifPresent(at -> line.field("availableAt", at));
            line.end();
        }
        line.end();
    }

    /** An event with a line break in it, which is between its tokens, cannot be in a line. */
    private static void write(TopicName topic, StoredEvent event, JsonLine line) {
        if (hasLineBreak(event.json())) {
            line.base64("eventBase64", event.json());
        } else {
            line.raw("event", event.json());
        }
        if (event.type().equals(StoredEvent.MISSING_TYPE)) {
            line.field("source", event.key().source()).field("id", event.key().id());
            line.field("type", event.type());
        }
        line.field("topic", topic.value()).field("sequence", event.sequence());
        line.field("acceptedAt", event.acceptedAt());
    }

    private static boolean hasLineBreak(byte[] json) {
        for (byte each : json) {
            if (each == '\n' || each == '\r') {
                return true;
            }
        }
        return false;
    }
}
