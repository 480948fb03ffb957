package io.gridgate.handlers.examples;

import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.inbox.Inbox;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;

import javax.sql.DataSource;

/** An invoice for each order, once. */
final class BillingInbox {

    static EventHandler invoices(DataSource database) throws SQLException {
        Inbox inbox = Inbox.builder(database, "billing").retention(Duration.ofDays(8)).build();
        inbox.create();
        return inbox.once((event, context, connection) -> {
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO invoices (order_number) VALUES (?)")) {
                insert.setString(1, event.getSubject());
                insert.executeUpdate();
            }
            return Outcome.acknowledge();
        });
    }

    private BillingInbox() {}
}
