package io.gridgate.accept.quarantine;

import io.gridgate.log.LogFixture;
import io.gridgate.log.postgres.PostgresFixture;

import java.nio.file.Path;

/** The quarantine is the same where the log is in PostgreSQL. */
final class QuarantineOnPostgresTest extends QuarantineTest {

    @Override
    LogFixture open(Path data) {
        return new PostgresFixture();
    }
}
