package io.gridgate.http.namespace;

import io.gridgate.log.postgres.PostgresFixture;

import java.nio.file.Path;

/** The namespace answers the same where its log is in PostgreSQL. */
class DeliveryOnPostgresTest extends DeliveryTest {

    @Override
    NamespaceFixture open(Path data) throws Exception {
        return new NamespaceFixture(new PostgresFixture(), NamespaceLimits.RELAXED);
    }
}
