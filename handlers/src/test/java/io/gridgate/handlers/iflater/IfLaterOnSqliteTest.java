package io.gridgate.handlers.iflater;

import org.junit.jupiter.api.io.TempDir;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

import java.nio.file.Path;

import javax.sql.DataSource;

class IfLaterOnSqliteTest extends IfLaterContract {

    @TempDir private Path folder;

    @Override
    DataSource emptyDatabase() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setBusyTimeout(20_000);
        SQLiteDataSource source = new SQLiteDataSource(config);
        source.setUrl("jdbc:sqlite:" + folder.resolve("latest.db"));
        return source;
    }
}
