package io.gridgate.handlers.timer;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

import java.util.UUID;

import javax.sql.DataSource;

class TimersOnH2Test extends TimersContract {

    @Override
    DataSource emptyDatabase() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }

    @Test
    @Override
    void cancelsTooLateWithoutWaitingForTheHandler() throws Exception {
        super.cancelsTooLateWithoutWaitingForTheHandler();
    }
}
