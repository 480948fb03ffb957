package io.gridgate.handlers.iflater;

import io.gridgate.handlers.testing.RealPostgres;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

import javax.sql.DataSource;

class IfLaterOnPostgresTest extends IfLaterContract {

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
        return postgres.without("gridgate_latest", "versions");
    }
}
