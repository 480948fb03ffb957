package io.gridgate.handlers.outbox;

import io.gridgate.handlers.testing.RealPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import javax.sql.DataSource;

class OutboxOnPostgresTest extends OutboxContract {

    private static RealPostgres postgres;

    @BeforeAll
    static void startPostgres() {
        postgres = RealPostgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        if (postgres != null) {
            postgres.close();
        }
    }

    @Override
    DataSource emptyDatabase() throws Exception {
        return postgres.without(
                "gridgate_outbox", "gridgate_outbox_refused", "gridgate_outbox_turn");
    }
}
