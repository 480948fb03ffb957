-- The log on PostgreSQL. Times are milliseconds since the epoch, in the time of the log.

-- Places of events in their topics: rising, never used twice, with gaps.
CREATE SEQUENCE event_sequence;

-- One row. The version rises with every change of topics and subscriptions.
CREATE TABLE catalog (
    one boolean PRIMARY KEY DEFAULT true CHECK (one),
    version bigint NOT NULL,
    shared_id uuid NOT NULL
);
INSERT INTO catalog (version, shared_id) VALUES (1, gen_random_uuid());

CREATE TABLE topics (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE,
    retention_millis bigint NOT NULL,
    dedup_window_millis bigint NOT NULL
);

CREATE TABLE subscriptions (
    id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    topic_id integer NOT NULL REFERENCES topics,
    name text NOT NULL,
    included_event_types text[] NOT NULL,
    lock_millis bigint NOT NULL,
    max_delivery_count integer NOT NULL,
    time_to_live_millis bigint NOT NULL,
    UNIQUE (topic_id, name)
);

-- Bodies of events that somebody wanted. The cleaner removes those that nobody has still to settle.
CREATE TABLE events (
    sequence bigint PRIMARY KEY,
    accepted_at bigint NOT NULL,
    source text NOT NULL,
    id text NOT NULL,
    type text NOT NULL,
    json bytea NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
ALTER TABLE events ALTER COLUMN json SET STORAGE EXTERNAL;

-- What a subscription has still to settle. until is null: can be handed out. until and nonce: under
-- a lock. until without nonce: released with a delay. What is held past its time can be handed out.
CREATE TABLE pending (
    sequence bigint NOT NULL,
    subscription_id integer NOT NULL,
    accepted_at bigint NOT NULL,
    bytes integer NOT NULL,
    delivery_count integer NOT NULL DEFAULT 0,
    until bigint,
    nonce bigint,
    leased_at bigint,
    PRIMARY KEY (sequence, subscription_id)
) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 2000,
        autovacuum_analyze_scale_factor = 0.05, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX pending_ready ON pending (subscription_id, sequence) WHERE until IS NULL;
CREATE INDEX pending_held ON pending (subscription_id, until) WHERE until IS NOT NULL;

-- Which events were accepted before: 128 bits of SHA-256 over topic, source and id.
CREATE TABLE dedup (
    key uuid PRIMARY KEY,
    topic_id integer NOT NULL,
    sequence bigint NOT NULL,
    accepted_at bigint NOT NULL,
    expires_at bigint NOT NULL,
    content_hash bytea NOT NULL,
    subscription_ids integer[] NOT NULL
) WITH (autovacuum_vacuum_scale_factor = 0.02, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX dedup_age ON dedup (expires_at, key);

CREATE TABLE dead_letters (
    subscription_id integer NOT NULL,
    sequence bigint NOT NULL,
    at bigint NOT NULL,
    reason text NOT NULL,
    detail text NOT NULL,
    delivery_count integer NOT NULL,
    accepted_at bigint NOT NULL,
    source text NOT NULL,
    id text NOT NULL,
    type text NOT NULL,
    json bytea NOT NULL,
    PRIMARY KEY (subscription_id, sequence)
);
ALTER TABLE dead_letters ALTER COLUMN json SET STORAGE EXTERNAL;
CREATE INDEX dead_letters_age ON dead_letters (at);

-- The books of a subscription are the sums over its rows: one for each quarter of an hour in which
-- events were accepted (0: long ago) and each writer, so that no two writers wait for each other.
-- What is over is summed up as writer 0. Half of each page is left free for updates in place.
CREATE TABLE books (
    subscription_id integer NOT NULL,
    quarter bigint NOT NULL,
    writer integer NOT NULL,
    matched bigint NOT NULL DEFAULT 0,
    acknowledged bigint NOT NULL DEFAULT 0,
    dead_lettered bigint NOT NULL DEFAULT 0,
    expired bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (subscription_id, quarter, writer)
) WITH (fillfactor = 50, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX books_apart ON books (quarter) WHERE writer > 0;

-- The books of a topic, likewise: what was accepted, and what of it nobody wanted.
CREATE TABLE topic_books (
    topic_id integer NOT NULL,
    quarter bigint NOT NULL,
    writer integer NOT NULL,
    accepted bigint NOT NULL DEFAULT 0,
    unwanted bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (topic_id, quarter, writer)
) WITH (fillfactor = 50, autovacuum_vacuum_cost_delay = 0);
CREATE INDEX topic_books_apart ON topic_books (quarter) WHERE writer > 0;
