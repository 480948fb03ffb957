package io.gridgate.wellbeing.correspondence;

import io.cloudevents.CloudEvent;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.Worker;
import io.gridgate.handlers.WorkerBuilder;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.routing.Router;
import io.gridgate.wellbeing.mail.MailClient;
import io.gridgate.wellbeing.story.Day;
import io.gridgate.wellbeing.story.StoryEvents;
import io.gridgate.wellbeing.story.StoryEvents.SentLetter;

import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;

import javax.sql.DataSource;

/**
 * Sends each employee one letter for a day and says so, however often it is asked. The call of the
 * mail service is outside of any transaction, and may happen again after a crash: what makes it one
 * mail is the key, employee and day, by which the service knows a mail that it has sent. What is
 * said goes through the outbox, together with the note of the event.
 */
public final class Correspondence {

    private final MailClient mail;
    private final Inbox inbox;
    private final Outbox outbox;
    private final InstantSource clock;

    public Correspondence(
            DataSource database, Outbox outbox, MailClient mail, InstantSource clock) {
        this.mail = mail;
        this.inbox = Inbox.builder(database, "correspondence").build();
        this.outbox = outbox;
        this.clock = clock;
    }

    /** Makes the table where it is not there. */
    public void create() throws SQLException {
        inbox.create();
    }

    /** Returns the handler of requests, said (a request) or understood (a rating). */
    public EventHandler handler() {
        return Router.builder()
                .on(StoryEvents.REQUESTED, this::write)
                .on(StoryEvents.RECORDED, this::write)
                .build();
    }

    /** Returns a worker that receives nothing while the mail service is down. */
    public WorkerBuilder worker(EventGridReceiver receiver) {
        CircuitBreaker breaker =
                CircuitBreaker.of(
                        "mail",
                        CircuitBreakerConfig.custom()
                                .slidingWindowSize(8)
                                .minimumNumberOfCalls(4)
                                .waitDurationInOpenState(Duration.ofSeconds(3))
                                .permittedNumberOfCallsInHalfOpenState(2)
                                .build());
        return Worker.builder(receiver, handler())
                .name("correspondence")
                .concurrency(8)
                .circuitBreaker(breaker)
                // The service comes back some time; whoever needs the letter asks again anyway.
                .failurePolicy((_, _) -> Outcome.release(ReleaseDelay.TEN_SECONDS));
    }

    private Outcome write(CloudEvent event, DeliveryContext context) throws Exception {
        Day day = Day.of(event);
        String messageId =
                mail.send(
                        day.toString(),
                        day.employeeId() + "@contoso.com",
                        "Thank you for your rating of " + day.day() + ".");
        return inbox.once(
                        (_, _, connection) -> {
                            outbox.append(
                                    connection,
                                    StoryEvents.event(
                                            "sent/" + event.getId(),
                                            "correspondence",
                                            StoryEvents.SENT,
                                            day,
                                            clock.instant(),
                                            new SentLetter(
                                                    day.employeeId(),
                                                    day.day().toString(),
                                                    messageId)));
                            return Outcome.acknowledge();
                        })
                .handle(event, context);
    }
}
