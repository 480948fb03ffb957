package io.gridgate.handlers.inbox;

import org.h2.jdbcx.JdbcDataSource;

import java.util.UUID;

import javax.sql.DataSource;

class InboxOnH2Test extends InboxContract {

    @Override
    DataSource emptyDatabase() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}
