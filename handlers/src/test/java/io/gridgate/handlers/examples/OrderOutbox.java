package io.gridgate.handlers.examples;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.EventGridSender;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.outbox.Relay;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

/** An order and its event, both or neither. */
final class OrderOutbox {

    private final Outbox outbox = new Outbox();

    void place(DataSource database, String number, CloudEvent placed) throws SQLException {
        try (Connection connection = database.getConnection()) {
            connection.setAutoCommit(false);
            try (PreparedStatement insert =
                    connection.prepareStatement("INSERT INTO orders (number) VALUES (?)")) {
                insert.setString(1, number);
                insert.executeUpdate();
            }
            outbox.append(connection, placed);
            connection.commit();
        }
    }

    Relay relay(DataSource database, EventGridSender sender) throws SQLException {
        outbox.create(database);
        Relay relay = new Relay(outbox, database, sender);
        relay.start();
        return relay;
    }
}
