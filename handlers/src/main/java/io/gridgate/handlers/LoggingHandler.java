package io.gridgate.handlers;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Logs one line for each event and acknowledges it. Data are not logged, only their size. */
public final class LoggingHandler implements EventHandler {

    private static final Logger LOG = LoggerFactory.getLogger(LoggingHandler.class);

    /** Makes a handler; all of them log alike. */
    public LoggingHandler() {}

    @Override
    public Outcome handle(CloudEvent event, DeliveryContext context) {
        CloudEventData data = event.getData();
        LOG.info(
                "{} subject={} delivery={} data={} B",
                EventText.of(event),
                EventText.clean(event.getSubject()),
                context.deliveryCount(),
                data == null ? 0 : data.toBytes().length);
        return Outcome.acknowledge();
    }
}
