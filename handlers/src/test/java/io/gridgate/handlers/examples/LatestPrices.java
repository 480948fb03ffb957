package io.gridgate.handlers.examples;

import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.iflater.IfLater;

import java.sql.PreparedStatement;
import java.sql.SQLException;

import javax.sql.DataSource;

/** The latest price of each article, in whatever order prices come. */
final class LatestPrices {

    static EventHandler prices(DataSource database) throws SQLException {
        IfLater ifLater = IfLater.builder(database, "prices").build();
        ifLater.create();
        return ifLater.then((event, context, connection) -> {
            try (PreparedStatement update =
                    connection.prepareStatement("UPDATE articles SET price = ? WHERE id = ?")) {
                update.setString(1, String.valueOf(event.getExtension("price")));
                update.setString(2, event.getSubject());
                update.executeUpdate();
            }
            return Outcome.acknowledge();
        });
    }

    private LatestPrices() {}
}
