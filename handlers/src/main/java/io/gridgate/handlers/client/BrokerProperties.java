package io.gridgate.handlers.client;

/**
 * What the namespace says about one delivery of an event.
 *
 * @param lockToken the right to settle this delivery; opaque, and stale once the event is delivered
 *     again
 * @param deliveryCount how often the event was delivered, this delivery included; from 1
 */
public record BrokerProperties(String lockToken, int deliveryCount) {}
