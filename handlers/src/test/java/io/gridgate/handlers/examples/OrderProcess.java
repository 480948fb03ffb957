package io.gridgate.handlers.examples;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.gridgate.handlers.jackson.JsonData;
import io.gridgate.handlers.jackson.JsonState;
import io.gridgate.handlers.process.Next;
import io.gridgate.handlers.process.ProcessDefinition;
import io.gridgate.handlers.process.ProcessManager;
import io.gridgate.handlers.process.StepContext;

import java.net.URI;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** An order is shipped when it is paid and packed, and given up when it is not paid. */
final class OrderProcess {

    record Order(String customer, boolean reminded) {}

    record Placed(String customer) {}

    static ProcessDefinition<Order> versionOne() {
        return ProcessDefinition.version(1, new JsonState<>(Order.class))
                .begin(
                        "com.contoso.order.placed",
                        new JsonData()
                                .begin(
                                        Placed.class,
                                        (placed, context) ->
                                                Next.of(new Order(placed.customer(), false))
                                                        .send(event("order.billed", context))
                                                        .await(
                                                                "com.contoso.order.paid",
                                                                "com.contoso.order.packed")
                                                        .timeout("pay", Duration.ofDays(14))))
                .on("com.contoso.order.paid", (order, _, _) -> Next.of(order).stopTimeout("pay"))
                .on("com.contoso.order.packed", (order, _, _) -> Next.of(order))
                .whenAllCame((order, context) ->
                        Next.of(order).send(event("order.shipped", context)).end("shipped"))
                .onTimeout("pay", OrderProcess::notPaid)
                .build();
    }

    private static Next<Order> notPaid(Order order, StepContext context) {
        return order.reminded()
                ? Next.of(order).send(event("order.cancelled", context)).end("not paid")
                : Next.of(new Order(order.customer(), true))
                        .send(event("order.reminded", context))
                        .timeout("pay", Duration.ofDays(7));
    }

    private static CloudEvent event(String type, StepContext context) {
        return CloudEventBuilder.v1()
                .withId(context.eventId(type))
                .withSource(URI.create("/orders"))
                .withType("com.contoso." + type)
                .withSubject(context.correlation())
                .build();
    }

    static ProcessManager manager(DataSource database) throws SQLException {
        ProcessManager manager =
                ProcessManager.builder("orders", database).definition(versionOne()).build();
        manager.create();
        manager.timeouts().build().start();
        return manager;
    }

    private OrderProcess() {}
}
