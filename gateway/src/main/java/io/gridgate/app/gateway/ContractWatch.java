package io.gridgate.app.gateway;

import io.gridgate.contract.LiveContracts;
import io.gridgate.contract.LiveContracts.Refresh;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Looks every {@link #INTERVAL} whether the contracts were changed. By looking, not by being told:
 * that works on every file system, also where folders are swapped by links.
 */
final class ContractWatch implements AutoCloseable {

    /** Time between two looks. */
    static final Duration INTERVAL = Duration.ofSeconds(5);

    private static final Logger LOG = LoggerFactory.getLogger(ContractWatch.class);

    private final LiveContracts contracts;
    private final ScheduledExecutorService thread =
            Executors.newSingleThreadScheduledExecutor(
                    Thread.ofPlatform().daemon().name("contracts").factory());

    ContractWatch(LiveContracts contracts) {
        this.contracts = contracts;
    }

    void start() {
        long millis = INTERVAL.toMillis();
        var _ = thread.scheduleWithFixedDelay(this::look, millis, millis, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            switch (contracts.refresh()) {
                case Refresh.Unchanged _ -> {
                    // Nothing to tell.
                }
                case Refresh.Replaced(var ids) -> LOG.info("contracts were changed: {}", ids);
                case Refresh.Refused(String reason) ->
                        LOG.error(
                                "the changed contracts cannot be used, those from before stay in"
                                        + " force: {}",
                                reason);
            }
        } catch (RuntimeException e) {
            LOG.error("looking for changed contracts failed; this is a bug", e);
        }
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
