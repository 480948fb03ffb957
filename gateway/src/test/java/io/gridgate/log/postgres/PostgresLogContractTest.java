package io.gridgate.log.postgres;

import io.gridgate.log.AppendContract;
import io.gridgate.log.AuditContract;
import io.gridgate.log.ConcurrencyContract;
import io.gridgate.log.LeaseContract;
import io.gridgate.log.LimitsContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.RestartContract;

import org.junit.jupiter.api.Nested;

/** The log on PostgreSQL keeps the contract of every log. */
class PostgresLogContractTest {

    @Nested
    class Append extends AppendContract {
        @Override
        protected LogFixture open() {
            return new PostgresFixture();
        }
    }

    @Nested
    class Lease extends LeaseContract {
        @Override
        protected LogFixture open() {
            return new PostgresFixture();
        }
    }

    @Nested
    class Auditing extends AuditContract {
        @Override
        protected LogFixture open() {
            return new PostgresFixture();
        }
    }

    @Nested
    class Limits extends LimitsContract {
        @Override
        protected LogFixture open() {
            return new PostgresFixture();
        }
    }

    @Nested
    class Restart extends RestartContract {
        @Override
        protected LogFixture open() {
            return new PostgresFixture();
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected LogFixture open() {
            return new PostgresFixture();
        }
    }
}
