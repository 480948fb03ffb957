package io.gridgate.handlers;

import io.cloudevents.CloudEvent;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;

/** Logs what needs somebody's eye; every worker has one. */
final class LoggingListener implements WorkerListener {

    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    @Override
    public void failed(
            CloudEvent event,
            DeliveryContext context,
            Throwable failure,
            Outcome outcome,
            Duration took) {
        LOG.warn(
                "Handler failed on {} (delivery {}), {}",
                EventText.of(event),
                context.deliveryCount(),
                outcome,
                failure);
    }

    @Override
    public void lost(CloudEvent event, DeliveryContext context, String reason) {
        LOG.warn("{} comes again, its work may repeat: {}", EventText.of(event), reason);
    }

    @Override
    public void renewalEnded(CloudEvent event, DeliveryContext context) {
        LOG.warn(
                "{} is handled since {}: its lock is renewed no more",
                EventText.of(event),
                context.receivedAt());
    }

    @Override
    public void renewalFailed(RuntimeException failure) {
        LOG.warn("Locks not renewed, trying again soon: {}", failure.getMessage());
    }

    @Override
    public void held(String reason) {
        LOG.warn("Receiving is held: {}", reason);
    }

    @Override
    public void resumed() {
        LOG.info("Receiving again");
    }

    @Override
    public void receiveFailed(RuntimeException failure, Duration retryIn) {
        LOG.warn("Nothing received, trying again in {}: {}", retryIn, failure.getMessage());
    }

    @Override
    public void settled(CloudEvent event, DeliveryContext context, Outcome outcome) {
        if (outcome instanceof Outcome.Reject(String reason)) {
            LOG.warn("{} rejected: {}", EventText.of(event), reason);
        }
    }
}
