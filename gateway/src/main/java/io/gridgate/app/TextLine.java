package io.gridgate.app;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.ThrowableProxyUtil;
import ch.qos.logback.core.LayoutBase;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoField;

/**
 * A line of the log for people: local time, level, the simple name of the logger, the message;
 * below it the stack trace, if there is one.
 *
 * <p>In code, because the library's own patterns load a hundred classes at the start.
 */
final class TextLine extends LayoutBase<ILoggingEvent> {

    private static final int LEVEL_WIDTH = 5;
    private static final int LOGGER_WIDTH = 24;

    private final ZoneId zone;

    /**
     * Makes a layout.
     *
     * @param zone whose time is told
     */
    TextLine(ZoneId zone) {
        this.zone = zone;
    }

    @Override
    public String doLayout(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(128);
        time(line, Instant.ofEpochMilli(event.getTimeStamp()));
        column(line, event.getLevel().toString(), LEVEL_WIDTH);
        String logger = event.getLoggerName();
        String simple = logger.substring(logger.lastIndexOf('.') + 1);
        column(line, simple.substring(Math.max(0, simple.length() - LOGGER_WIDTH)), LOGGER_WIDTH);
        line.append(event.getFormattedMessage()).append(System.lineSeparator());
        IThrowableProxy throwable = event.getThrowableProxy();
        if (throwable != null) {
            line.append(ThrowableProxyUtil.asString(throwable));
        }
        return line.toString();
    }

    private void time(StringBuilder line, Instant instant) {
        LocalTime time = LocalTime.ofInstant(instant, zone);
        int millis = instant.get(ChronoField.MILLI_OF_SECOND);
        digits(line, time.getHour(), 2).append(':');
        digits(line, time.getMinute(), 2).append(':');
        digits(line, time.getSecond(), 2).append('.');
        digits(line, millis, 3).append(' ');
    }

    private static StringBuilder digits(StringBuilder line, int value, int width) {
        String text = Integer.toString(value);
        return line.repeat('0', width - text.length()).append(text);
    }

    private static void column(StringBuilder line, String text, int width) {
        line.append(text).repeat(' ', Math.max(0, width - text.length()) + 1);
    }
}
