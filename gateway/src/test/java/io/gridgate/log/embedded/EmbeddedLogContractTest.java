package io.gridgate.log.embedded;

import io.gridgate.log.AppendContract;
import io.gridgate.log.LogFixture;

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
}
