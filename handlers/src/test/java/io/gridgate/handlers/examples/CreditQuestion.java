package io.gridgate.handlers.examples;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.requestreply.Reply;
import io.gridgate.handlers.requestreply.Requester;
import io.gridgate.handlers.requestreply.Responder;

import java.net.URI;
import java.time.Duration;
import java.util.UUID;

/** May this customer have credit? */
final class CreditQuestion {

    static boolean ask(Requester requester, String customer) throws InterruptedException {
        CloudEvent question =
                CloudEventBuilder.v1()
                        .withId(UUID.randomUUID().toString())
                        .withSource(URI.create("/shop"))
                        .withType("com.contoso.credit.asked")
                        .withSubject(customer)
                        .build();
        return switch (requester.request(question, Duration.ofSeconds(20))) {
            case Reply.Answered(var answer) -> answer.getType().endsWith(".granted");
            case Reply.TimedOut(_) -> false;
        };
    }

    static EventHandler answers(EventGridSender replies) {
        return new Responder(
                replies,
                (question, _) ->
                        CloudEventBuilder.v1()
                                .withId("re-" + question.getId())
                                .withSource(URI.create("/credit"))
                                .withType("com.contoso.credit.granted")
                                .withSubject(question.getSubject())
                                .build());
    }

    private CreditQuestion() {}
}
