package io.gridgate.handlers.iflater;

import org.h2.jdbcx.JdbcDataSource;

import java.util.UUID;

import javax.sql.DataSource;

class IfLaterOnH2Test extends IfLaterContract {

    @Override
    DataSource emptyDatabase() {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        return source;
    }
}
