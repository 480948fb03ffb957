package io.gridgate.accept;

import org.jspecify.annotations.Nullable;

/**
 * The answer for one event.
 *
 * @param id the event's id, null where it could not be read
 * @param source the event's source, null where it could not be read
 * @param outcome what became of it
 */
public record Receipt(@Nullable String id, @Nullable String source, Outcome outcome) {}
