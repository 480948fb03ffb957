package io.gridgate.archive;

import io.gridgate.log.move.Piece;

/**
 * What has been written or read so far.
 *
 * @param topics topics
 * @param subscriptions event subscriptions
 * @param events events that are still to be settled
 * @param deadLetters dead letters
 * @param accepted records of acceptance
 */
public record Counts(
        long topics, long subscriptions, long events, long deadLetters, long accepted) {

    static final Counts NONE = new Counts(0, 0, 0, 0, 0);

    Counts plus(Piece piece) {
        return switch (piece) {
            case Piece.OfTopic _ ->
                    new Counts(topics + 1, subscriptions, events, deadLetters, accepted);
            case Piece.OfSubscription _ ->
                    new Counts(topics, subscriptions + 1, events, deadLetters, accepted);
            case Piece.Quarter _ -> this;
            case Piece.Unsettled _ ->
                    new Counts(topics, subscriptions, events + 1, deadLetters, accepted);
            case Piece.Dead _ ->
                    new Counts(topics, subscriptions, events, deadLetters + 1, accepted);
            case Piece.Accepted _ ->
                    new Counts(topics, subscriptions, events, deadLetters, accepted + 1);
        };
    }
}
