package io.gridgate.handlers.process;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.handlers.jackson.JsonData;
import io.gridgate.handlers.jackson.JsonState;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A process for tests: an order is shipped when paid and packed, in whichever order. */
final class Orders {

    static final String PLACED = "order.placed";
    static final String PAID = "order.paid";
    static final String PACKED = "order.packed";
    static final String NOTED = "order.noted";

    private static final JsonData JSON = new JsonData();

    private Orders() {}

    record Note(String text) {}

    record Order(int total, List<String> notes) {

        Order with(String note) {
            List<String> all = new ArrayList<>(notes);
            all.add(note);
            return new Order(total, all);
        }
    }

    record Placed(int total) {}

    static ProcessDefinition<Order> version(int version) {
        return builder(version).build();
    }

    static ProcessDefinition.Builder<Order> builder(int version) {
        return ProcessDefinition.version(version, new JsonState<>(Order.class))
                .begin(
                        PLACED,
                        JSON.begin(
                                Placed.class,
                                (placed, context) ->
                                        Next.of(new Order(placed.total(), List.of()))
                                                .send(sent("bill", context))
                                                .await(PAID, PACKED)
                                                .timeout("patience", Duration.ofDays(14))))
                .on(PAID, (order, _, _) -> Next.of(order.with("paid")))
                .on(PACKED, (order, _, _) -> Next.of(order.with("packed")))
                .on(
                        NOTED,
                        JSON.step(Note.class, (order, note, _) -> Next.of(order.with(note.text()))))
                .onTimeout(
                        "patience",
                        (order, context) ->
                                order.notes().contains("asked")
                                        ? Next.of(order).send(sent("cancel", context)).end("unpaid")
                                        : Next.of(order.with("asked"))
                                                .send(sent("ask", context))
                                                .timeout("patience", Duration.ofDays(7)))
                .whenAllCame((order, context) ->
                        Next.of(order)
                                .send(sent("ship-v" + context.version(), context))
                                .end("shipped"));
    }

    static CloudEvent sent(String type, StepContext context) {
        return event(context.eventId(type), type, context.correlation(), "null");
    }

    static CloudEvent event(String id, String type, String subject, String data) {
        return JsonCloudEvent.of(
                """
                {"specversion":"1.0","id":"%s","source":"/s","type":"%s","subject":"%s","data":%s}\
                """
                        .formatted(id, type, subject, data)
                        .getBytes(StandardCharsets.UTF_8));
    }
}
