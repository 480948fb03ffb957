package io.gridgate.log.embedded;

import io.gridgate.log.AppendContract;
import io.gridgate.log.AuditContract;
import io.gridgate.log.ConcurrencyContract;
import io.gridgate.log.LeaseContract;
import io.gridgate.log.LimitsContract;
import io.gridgate.log.LogFixture;
import io.gridgate.log.RestartContract;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** The embedded log keeps the contract of every log. */
class EmbeddedLogContractTest {

    @TempDir private Path folder;

    @Nested
    class Append extends AppendContract {
        @Override
        protected LogFixture open() {
            return new EmbeddedFixture(folder);
        }
    }

    @Nested
    class Lease extends LeaseContract {
        @Override
        protected LogFixture open() {
            return new EmbeddedFixture(folder);
        }
    }

    @Nested
    class Auditing extends AuditContract {
        @Override
        protected LogFixture open() {
            return new EmbeddedFixture(folder);
        }
    }

    @Nested
    class Limits extends LimitsContract {
        @Override
        protected LogFixture open() {
            return new EmbeddedFixture(folder);
        }
    }

    @Nested
    class Restart extends RestartContract {
        @Override
        protected LogFixture open() {
            return new EmbeddedFixture(folder);
        }
    }

    @Nested
    class Concurrency extends ConcurrencyContract {
        @Override
        protected LogFixture open() {
            return new EmbeddedFixture(folder);
        }
    }
}
