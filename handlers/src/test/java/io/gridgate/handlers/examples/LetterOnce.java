package io.gridgate.handlers.examples;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.outbox.Outbox;

import java.net.URI;

import javax.sql.DataSource;

/** A letter is sent and said to be sent, once for each order, whatever comes twice. */
final class LetterOnce {

    interface MailService {

        /** Sends a letter, unless it has sent one with this key. */
        void send(String idempotencyKey, String order) throws Exception;
    }

    static EventHandler letters(DataSource database, Outbox outbox, MailService mail) {
        Inbox inbox = Inbox.builder(database, "letters").build();
        return (event, context) -> {
            mail.send("letter/" + event.getSubject(), event.getSubject());
            return inbox.once(
                            (_, _, connection) -> {
                                outbox.append(connection, letterSent(event));
                                return Outcome.acknowledge();
                            })
                    .handle(event, context);
        };
    }

    private static CloudEvent letterSent(CloudEvent event) {
        return CloudEventBuilder.v1()
                .withId("letter/" + event.getId())
                .withSource(URI.create("/letters"))
                .withType("com.contoso.letter.sent")
                .withSubject(event.getSubject())
                .build();
    }

    private LetterOnce() {}
}
