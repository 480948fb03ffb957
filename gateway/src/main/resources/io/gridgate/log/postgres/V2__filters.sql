-- What an event must satisfy besides its type. One after the other, for each filter: operator,
-- attribute, number of values, values.
ALTER TABLE subscriptions ADD COLUMN filters text[] NOT NULL DEFAULT '{}';
