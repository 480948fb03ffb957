package io.gridgate.handlers.examples;

import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.jackson.JsonData;
import io.gridgate.handlers.routing.Match;
import io.gridgate.handlers.routing.Router;

import java.math.BigDecimal;

/** Which handler an event goes to. */
final class OrderRoutes {

    record OrderPlaced(String number, BigDecimal total) {}

    record OrderPlacedTwo(String number, BigDecimal total, String currency) {}

    static EventHandler routes(Orders orders, EventHandler audit) {
        JsonData json = new JsonData();
        return Router.builder()
                .on(
                        "com.contoso.order.placed",
                        json.handler(
                                OrderPlaced.class,
                                (order, event, _) -> {
                                    orders.add(order.number(), order.total(), "EUR");
                                    return Outcome.acknowledge();
                                }))
                .on(
                        Match.type("com.contoso.order.placed").version(2),
                        json.handler(
                                OrderPlacedTwo.class,
                                (order, event, _) -> {
                                    orders.add(order.number(), order.total(), order.currency());
                                    return Outcome.acknowledge();
                                }))
                .on("com.contoso.order.*", audit)
                .on(Match.type("com.contoso.*").source("/test/*"), (_, _) -> Outcome.acknowledge())
                .unknown((event, _) -> Outcome.reject("nobody wants " + event.getType()))
                .build();
    }

    interface Orders {
        void add(String number, BigDecimal total, String currency);
    }

    private OrderRoutes() {}
}
