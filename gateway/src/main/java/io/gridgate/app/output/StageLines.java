package io.gridgate.app.output;

import io.cloudevents.CloudEvent;
import io.gridgate.accept.AcceptListener;
import io.gridgate.accept.Outcome;
import io.gridgate.accept.SourceId;
import io.gridgate.deliver.LaneListener;
import io.gridgate.event.Event;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.WorkerListener;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;

import java.io.PrintStream;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

/**
 * Prints one line for every stage that an event passes: accepted, forwarded, received, handled,
 * acknowledged. Safe for use by many threads.
 */
public final class StageLines implements AcceptListener, LaneListener, WorkerListener {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT)
                    .withZone(ZoneId.systemDefault());

    private final PrintStream out;
    private final boolean colours;
    private final InstantSource clock;

    /**
     * Makes a printer.
     *
     * @param out where it prints to
     * @param colours whether stages have colours of the terminal
     * @param clock the time of each line
     */
    public StageLines(PrintStream out, boolean colours, InstantSource clock) {
        this.out = out;
        this.colours = colours;
        this.clock = clock;
    }

    @Override
    public void appended(SourceId source, Event event, Outcome outcome) {
        switch (outcome) {
            case Outcome.Accepted _ -> line(Colour.GREEN, "accepted", event, "by " + source);
            case Outcome.Quarantined held ->
                    line(Colour.YELLOW, "quarantined", event, "violates " + held.contract());
            case Outcome.Duplicate _ ->
                    line(Colour.YELLOW, "duplicate", event, "was accepted before");
            case Outcome.Conflict _ ->
                    line(Colour.RED, "conflict", event, "same id, other content");
            case Outcome.Forbidden refusal -> forbidden(source, event, refusal);
            case Outcome.Rejected rejected ->
                    line(Colour.RED, "rejected", event, rejected.reason());
        }
    }

    @Override
    public void forbidden(SourceId source, Event event, Outcome.Forbidden refusal) {
        line(
                Colour.RED,
                "forbidden",
                event,
                "by " + source + ": " + refusal.attribute() + " " + refusal.reason());
    }

    private void line(Colour colour, String stage, Event event, String detail) {
        line(colour, stage, event.type(), event.key().id(), detail);
    }

    @Override
    public void delivered(SubscriptionName lane, List<StoredEvent> events) {
        for (StoredEvent event : events) {
            line(
                    Colour.CYAN,
                    "forwarded",
                    event.type(),
                    event.key().id(),
                    "out of outbox " + lane.topic());
        }
    }

    @Override
    public void deadLettered(SubscriptionName lane, StoredEvent event, String reason) {
        line(Colour.RED, "dead letter", event.type(), event.key().id(), reason);
    }

    @Override
    public void paused(SubscriptionName lane, String reason) {
        line(Colour.RED, "waiting", lane.toString(), "", reason);
    }

    @Override
    public void resumed(SubscriptionName lane) {
        line(Colour.GREEN, "resumed", lane.toString(), "", "");
    }

    @Override
    public void received(CloudEvent event, DeliveryContext context) {
        line(Colour.BLUE, "received", event, "delivery " + context.deliveryCount());
    }

    @Override
    public void handled(
            CloudEvent event,
            DeliveryContext context,
            io.gridgate.handlers.Outcome outcome,
            Duration took) {
        line(Colour.BLUE, "handled", event, "in " + took.toMillis() + " ms");
    }

    @Override
    public void settled(
            CloudEvent event, DeliveryContext context, io.gridgate.handlers.Outcome outcome) {
        switch (outcome) {
            case io.gridgate.handlers.Outcome.Acknowledge _ ->
                    line(Colour.GREEN, "acknowledged", event, "");
            case io.gridgate.handlers.Outcome.Release _ ->
                    line(Colour.YELLOW, "released", event, "comes again");
            case io.gridgate.handlers.Outcome.Reject reject ->
                    line(Colour.RED, "rejected", event, reject.reason());
        }
    }

    @Override
    public void lost(CloudEvent event, DeliveryContext context, String reason) {
        line(Colour.RED, "lock lost", event, reason);
    }

    private void line(Colour colour, String stage, CloudEvent event, String detail) {
        line(colour, stage, event.getType(), event.getId(), detail);
    }

    private void line(Colour colour, String stage, String what, String id, String detail) {
        String name = "%-12s".formatted(stage);
        out.printf(
                "%s  %s  %s  %s  %s%n",
                TIME.format(clock.instant()),
                colours ? colour.code + name + Colour.RESET : name,
                printable(what),
                printable(id),
                printable(detail));
    }

    /** Control characters of an event must not reach the terminal. */
    private static String printable(String text) {
        return text.codePoints().noneMatch(Character::isISOControl)
                ? text
                : text.replaceAll("\\p{Cntrl}", "?");
    }

    private enum Colour {
        GREEN("\u001b[32m"),
        YELLOW("\u001b[33m"),
        RED("\u001b[31m"),
        BLUE("\u001b[34m"),
        CYAN("\u001b[36m");

        private static final String RESET = "\u001b[0m";

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }
}
