package io.gridgate.handlers.process;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.outbox.Outbox;
import io.gridgate.handlers.process.Course.Taken;
import io.gridgate.handlers.process.ProcessRow.Timeout;
import io.gridgate.handlers.timer.Timer;
import io.gridgate.handlers.timer.Timers;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.Map;
import java.util.Optional;

/** Writes what a step decided, in the transaction of the event or time-out. */
final class InstanceWriter {

    private static final Logger LOG = LoggerFactory.getLogger(ProcessManager.class);

    private final String process;
    private final ProcessTable table;
    private final Timers timers;
    private final Outbox outbox;

    InstanceWriter(String process, ProcessTable table, Timers timers, Outbox outbox) {
        this.process = process;
        this.table = table;
        this.timers = timers;
        this.outbox = outbox;
    }

    Outbox outbox() {
        return outbox;
    }

    /** Writes a new instance; false where another transaction has just begun it. */
    boolean begin(Connection connection, Taken.Moved moved) throws SQLException {
        ProcessRow row = moved.row();
        Savepoint before = connection.setSavepoint();
        try {
            table.insert(connection, process, row);
        } catch (SQLException e) {
            connection.rollback(before);
            if (table.lock(connection, process, row.correlation()).isEmpty()) {
                throw e;
            }
            return false;
        }
        connection.releaseSavepoint(before);
        follow(connection, Map.of(), moved);
        return true;
    }

    /** Writes a step of an instance; returns what becomes of the event. */
    Outcome settle(
            Connection connection, String correlation, Optional<ProcessRow> before, Taken taken)
            throws SQLException {
        return switch (taken) {
            case Taken.Moved moved -> {
                table.update(connection, process, moved.row());
                follow(connection, before.orElseThrow().timeouts(), moved);
                yield Outcome.acknowledge();
            }
            case Taken.Ignored ignored -> {
                LOG.info("{} of {}: ignored, {}", correlation, process, ignored.why());
                yield Outcome.acknowledge();
            }
            case Taken.Rejected rejected -> Outcome.reject(rejected.reason());
        };
    }

    private void follow(Connection connection, Map<String, Timeout> before, Taken.Moved moved)
            throws SQLException {
        ProcessRow row = moved.row();
        for (CloudEvent event : moved.events()) {
            outbox.append(connection, event);
        }
        for (Map.Entry<String, Timeout> old : before.entrySet()) {
            if (!old.getValue().equals(row.timeouts().get(old.getKey()))) {
                timers.cancel(connection, id(row, old.getKey(), old.getValue()));
            }
        }
        for (Map.Entry<String, Timeout> set : row.timeouts().entrySet()) {
            if (set.getValue().number() == row.number()) {
                String id = id(row, set.getKey(), set.getValue());
                timers.schedule(connection, new Timer(id, set.getValue().due(), ""));
            }
        }
    }

    private static String id(ProcessRow row, String name, Timeout timeout) {
        return new TimeoutId(row.correlation(), name, timeout.number()).text();
    }
}
