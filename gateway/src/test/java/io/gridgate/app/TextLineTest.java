package io.gridgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.time.ZoneId;

class TextLineTest {

    private final LoggerContext context = new LoggerContext();
    private final TextLine lines = new TextLine(ZoneId.of("Asia/Kolkata"));

    @Test
    void hasTimeLevelLoggerAndMessageInColumns() {
        assertThat(lines.doLayout(event("io.gridgate.Lane", Level.INFO, null)))
                .isEqualTo(
                        "09:07:03.004 INFO  Lane                     shop is closed%n".formatted());
    }

    @Test
    void keepsTheEndOfALongName() {
        assertThat(lines.doLayout(event("a.AVeryLongNameOfSomeLoggerFactory", Level.ERROR, null)))
                .startsWith("09:07:03.004 ERROR gNameOfSomeLoggerFactory shop is closed");
    }

    @Test
    void tellsTheTraceBelow() {
        IllegalStateException failure =
                new IllegalStateException("no", new IllegalArgumentException("because"));
        String text = lines.doLayout(event("Lane", Level.WARN, failure));
        assertThat(text.lines())
                .contains(
                        "java.lang.IllegalStateException: no",
                        "Caused by: java.lang.IllegalArgumentException: because");
        assertThat(text).endsWith(System.lineSeparator());
    }

    private LoggingEvent event(String logger, Level level, @Nullable Throwable failure) {
        LoggingEvent event =
                new LoggingEvent(
                        "",
                        context.getLogger(logger),
                        level,
                        "{} is closed",
                        failure,
                        new Object[] {"shop"});
        event.setInstant(Instant.parse("2026-01-31T03:37:03.004Z"));
        return event;
    }
}
