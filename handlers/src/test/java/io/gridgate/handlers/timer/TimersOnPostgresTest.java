package io.gridgate.handlers.timer;

import io.gridgate.handlers.testing.RealPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import javax.sql.DataSource;

class TimersOnPostgresTest extends TimersContract {

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
        return postgres.without("gridgate_timer", "effects");
    }

    @Test
    @Override
    void cancelsTooLateWithoutWaitingForTheHandler() throws Exception {
        super.cancelsTooLateWithoutWaitingForTheHandler();
    }
}
