package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.gridgate.accept.AcceptListener;
import io.gridgate.accept.SourceId;
import io.gridgate.contract.ContractId;
import io.gridgate.contract.ContractResult.Violates;
import io.gridgate.contract.Violation;
import io.gridgate.event.Event;
import io.gridgate.event.EventBuilder;
import io.gridgate.event.Item;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.time.Instant;
import java.util.List;

final class ContractLogTest {

    private static final SourceId SOURCE = new SourceId("acme", "orders");
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(ContractLog.class);

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private Instant now = Instant.parse("2026-11-21T08:00:00Z");
    private final ContractLog log = new ContractLog(AcceptListener.NONE, () -> now);

    @BeforeEach
    void listen() {
        LOGGER.setAdditive(false);
        LOGGER.addAppender(lines);
        lines.start();
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(lines);
        LOGGER.setAdditive(true);
    }

    @Test
    void writesOneLinePerMinuteWithTheNumberOfEvents() {
        for (int i = 0; i < 3; i++) {
            log.violated(SOURCE, event("e" + i), violates(1, "/a\nb"), true);
        }
        log.violated(SOURCE, event("other"), violates(2, ""), true);
        now = now.plus(ContractLog.PAUSE);
        log.violated(SOURCE, event("late"), violates(1, "/c"), true);

        assertThat(messages())
                .containsExactly(
                        line(1, 1, "e0", "/a?b"),
                        line(2, 1, "other", ""),
                        line(1, 3, "late", "/c"));
    }

    @Test
    void saysNothingOfRejectedEventsWhoseSenderIsTold() {
        log.violated(SOURCE, event("e"), violates(1, ""), false);

        assertThat(messages()).isEmpty();
    }

    private List<String> messages() {
        return lines.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    private static String line(int version, int count, String id, String pointer) {
        return "events of acme/orders were accepted although they violate t/%d: %d since the last such line; event %s at '%s': must be null"
                .formatted(version, count, id, pointer);
    }

    private static Violates violates(int version, String pointer) {
        return new Violates(
                new ContractId("t", version),
                List.of(new Violation(pointer, "must be null")),
                false);
    }

    private static Event event(String id) {
        Item item =
                new EventBuilder()
                        .attribute("id", id)
                        .attribute("source", "/s")
                        .attribute("type", "t")
                        .build();
        return ((Item.Valid) item).event();
    }
}
