package io.gridgate.handlers.client;

import io.cloudevents.CloudEvent;

/**
 * One received event and what the namespace says about its delivery.
 *
 * @param event the event
 * @param brokerProperties the lock token and the count of this delivery
 */
public record ReceiveDetails(CloudEvent event, BrokerProperties brokerProperties) {}
