package io.gridgate.handlers.examples;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.inbox.Inbox;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.routing.Router;
import io.gridgate.handlers.routingslip.RoutingSlip;
import io.gridgate.handlers.routingslip.SlipStep;
import io.gridgate.handlers.routingslip.Step;
import io.gridgate.handlers.routingslip.StepResult;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** A trip is booked step by step, or not at all. */
final class TripSlip {

    static void begin(EventGridSender sender, CloudEvent trip) {
        sender.send(
                RoutingSlip.start(
                        trip,
                        "com.contoso.trip.undone",
                        List.of(
                                "com.contoso.car.reserve",
                                "com.contoso.hotel.reserve",
                                "com.contoso.flight.book")));
    }

    /** The service for cars. */
    static EventHandler cars(Inbox inbox, Outbox outbox, Cars cars) {
        EventHandler step = inbox.once(new SlipStep(new ReserveCar(cars), outbox, 5));
        return Router.builder()
                .on("com.contoso.car.reserve", step)
                .on("com.contoso.car.reserve.undo", step)
                .build();
    }

    private record ReserveCar(Cars cars) implements Step {

        @Override
        public StepResult work(CloudEvent trip, DeliveryContext context, Connection connection)
                throws SQLException {
            String number = cars.reserve(trip.getSubject(), connection);
            return number.isEmpty() ? StepResult.failed("no car") : StepResult.done(number);
        }

        @Override
        public void undo(
                CloudEvent trip, String number, DeliveryContext context, Connection connection)
                throws SQLException {
            cars.cancel(number, connection);
        }
    }

    interface Cars {
        String reserve(String trip, Connection connection) throws SQLException;

        void cancel(String number, Connection connection) throws SQLException;
    }

    private TripSlip() {}
}
