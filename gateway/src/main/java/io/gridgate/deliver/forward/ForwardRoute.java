package io.gridgate.deliver.forward;

import io.gridgate.log.TopicName;

/**
 * Which way the events of an outbox go.
 *
 * @param outbox the topic of the log
 * @param topic the topic of the namespace
 */
public record ForwardRoute(TopicName outbox, String topic) {}
