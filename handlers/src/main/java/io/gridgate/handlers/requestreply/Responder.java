package io.gridgate.handlers.requestreply;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.EventText;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.client.EventGridSender;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;

/**
 * Answers each request with an event. A request whose {@code expirytime} has passed is acknowledged
 * and not carried out, since nobody waits for it. The reply is sent before the request is
 * acknowledged; in between a crash brings the request again, so it can be carried out twice. Safe
 * for use by many threads.
 */
public final class Responder implements EventHandler {

    /** Carries out requests. Called by many threads at once. */
    @FunctionalInterface
    public interface Service {

        /**
         * Carries out one request.
         *
         * @param request the request
         * @param context what is known of this delivery
         * @return what is replied; correlation is added
         * @throws Exception to have the request delivered again
         */
        CloudEvent reply(CloudEvent request, DeliveryContext context) throws Exception;
    }

    private static final Logger LOG = LoggerFactory.getLogger(Responder.class);

    private final EventGridSender sender;
    private final Service service;
    private final InstantSource clock;

    /**
     * Makes a responder.
     *
     * @param sender publishes to the topic of the replies
     * @param service carries out requests
     */
    public Responder(EventGridSender sender, Service service) {
        this(sender, service, InstantSource.system());
    }

    Responder(EventGridSender sender, Service service, InstantSource clock) {
        this.sender = sender;
        this.service = service;
        this.clock = clock;
    }

    @Override
    public Outcome handle(CloudEvent request, DeliveryContext context) throws Exception {
        if (Correlation.isExpired(request, clock.instant())) {
            LOG.warn("{} has expired and is not carried out", EventText.of(request));
            return Outcome.acknowledge();
        }
        sender.send(Correlation.reply(request, service.reply(request, context)));
        return Outcome.acknowledge();
    }
}
