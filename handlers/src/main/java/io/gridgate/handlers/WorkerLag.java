package io.gridgate.handlers;

import java.time.Duration;

/**
 * How far a worker is behind, as far as Event Grid lets anybody see: it tells no one how many
 * events wait, so this is drawn from what receives brought in the last minute.
 *
 * @param oldestEvent the greatest age, by its {@code time}, of an event that came for the first
 *     time; zero once a receive found nothing. It grows while the last receive was full and no
 *     other has been asked since: events wait, and nobody takes them
 * @param receives requests that were answered
 * @param fullReceives the share of these that brought as many events as were asked for, 0 to 1:
 *     near 1 the worker never reaches the end
 */
public record WorkerLag(Duration oldestEvent, int receives, double fullReceives) {}
