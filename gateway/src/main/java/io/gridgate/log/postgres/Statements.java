package io.gridgate.log.postgres;

import io.gridgate.log.Topic;
import io.gridgate.log.lease.QueueRules;

/**
 * Pieces that statements about deliveries share. A statement that gives events up has the rows in
 * {@code judged}, with {@code fit} and {@code reason}, and ends with {@link #GIVE_UP}.
 */
final class Statements {

    /** How long after its receive a lock can be renewed, in milliseconds. */
    static final long RENEWABLE_MILLIS = QueueRules.RENEWABLE.toMillis();

    /** The rules of all subscriptions; the shorter of time to live and retention ends a life. */
    static final String RULES =
            """
            rules AS (
                SELECT s.id, s.max_delivery_count,
                       least(s.time_to_live_millis, t.retention_millis, %d) AS life,
                       CASE WHEN t.retention_millis < s.time_to_live_millis
                           THEN 'RETENTION_EXCEEDED' ELSE 'TIME_TO_LIVE_EXCEEDED' END AS life_ends
                FROM subscriptions s JOIN topics t ON t.id = s.topic_id
            )
            """
                    .formatted(Topic.RETENTION_MAX.toMillis());

    /** The reasons that are the end of a life. */
    static final String EXPIRED = "'TIME_TO_LIVE_EXCEEDED', 'RETENTION_EXCEEDED'";

    /**
     * Takes rows of {@code given_up} as dead letters and counts them; one parameter: the writer.
     */
    static final String BURY =
            """
            letters AS (
                INSERT INTO dead_letters (subscription_id, sequence, at, reason, detail,
                    delivery_count, accepted_at, source, id, type, json)
                SELECT g.subscription_id, g.sequence, g.at, g.reason, g.detail, g.delivery_count,
                       e.accepted_at, e.source, e.id, e.type, e.json
                FROM given_up g JOIN events e ON e.sequence = g.sequence
            ), counted AS (
                INSERT INTO books AS b
                    (subscription_id, quarter, writer, dead_lettered, expired)
                SELECT subscription_id, greatest(1, accepted_at / 900000), ?,
                       count(*) FILTER (WHERE NOT reason IN (%1$s)),
                       count(*) FILTER (WHERE reason IN (%1$s))
                FROM given_up GROUP BY 1, 2 ORDER BY 1, 2
                ON CONFLICT (subscription_id, quarter, writer)
                    DO UPDATE SET dead_lettered = b.dead_lettered + excluded.dead_lettered,
                        expired = b.expired + excluded.expired
            )
            """
                    .formatted(EXPIRED);

    /** Gives up the rows of {@code judged} that are not fit; parameters: the time, the writer. */
    static final String GIVE_UP =
            """
            given_up AS (
                DELETE FROM pending p USING judged j
                WHERE p.sequence = j.sequence AND p.subscription_id = j.subscription_id
                    AND NOT j.fit
                RETURNING p.subscription_id, p.sequence, j.delivery_count, j.reason, '' AS detail,
                    p.accepted_at, ?::bigint AS at
            ),
            """
                    + BURY;

    /** Columns that judge a row {@code c} by the rules {@code r}; one parameter: the time. */
    static final String JUDGE =
            """
            c.delivery_count < r.max_delivery_count AND c.accepted_at + r.life > ?::bigint AS fit,
            CASE WHEN c.delivery_count >= r.max_delivery_count
                THEN 'MAX_DELIVERY_COUNT_EXCEEDED' ELSE r.life_ends END AS reason
            """;

    private Statements() {}
}
