package io.gridgate.app;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.JsonEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ConfiguratorRank;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.encoder.Encoder;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;

import java.time.ZoneId;

/**
 * Sends the log to standard error: as text for people, or one line of JSON each where the
 * environment variable {@code GRIDGATE_LOG_FORMAT} is {@code json}. {@code GRIDGATE_LOG_LEVEL} sets
 * the level of Gridgate's own classes.
 *
 * <p>In code, because reading the same from XML takes a good part of the start-up time. A file
 * named by the system property {@code logback.configurationFile} is read instead.
 */
@ConfiguratorRank(ConfiguratorRank.CUSTOM_HIGH_PRIORITY)
public final class LogConfiguration extends ContextAwareBase implements Configurator {

    /** Made by the logging library. */
    public LogConfiguration() {}

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        if (System.getProperty("logback.configurationFile") != null) {
            return ExecutionStatus.INVOKE_NEXT_IF_ANY;
        }
        ConsoleAppender<ILoggingEvent> console = new ConsoleAppender<>();
        console.setContext(context);
        console.setName("stderr");
        console.setTarget("System.err");
        console.setEncoder(encoder(context));
        console.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(Level.WARN);
        root.addAppender(console);
        // They say again what their callers report, in their own words.
        context.getLogger("io.javalin").setLevel(Level.OFF);
        context.getLogger("com.azure.core.http.policy.RetryPolicy").setLevel(Level.OFF);
        context.getLogger("com.azure.core.credential.AccessTokenCache").setLevel(Level.OFF);
        context.getLogger("io.gridgate")
                .setLevel(Level.toLevel(System.getenv("GRIDGATE_LOG_LEVEL"), Level.INFO));
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }

    private static Encoder<ILoggingEvent> encoder(LoggerContext context) {
        if ("json".equalsIgnoreCase(System.getenv("GRIDGATE_LOG_FORMAT"))) {
            return json(context);
        }
        TextLine line = new TextLine(ZoneId.systemDefault());
        line.setContext(context);
        line.start();
        LayoutWrappingEncoder<ILoggingEvent> text = new LayoutWrappingEncoder<>();
        text.setContext(context);
        text.setLayout(line);
        text.start();
        return text;
    }

    /**
     * Each line has time, level, thread, logger, the message as people read it, and a stack trace.
     */
    static Encoder<ILoggingEvent> json(LoggerContext context) {
        JsonEncoder json = new JsonEncoder();
        json.setContext(context);
        json.setWithFormattedMessage(true);
        json.setWithMessage(false);
        json.setWithArguments(false);
        json.setWithContext(false);
        json.setWithMDC(false);
        json.setWithSequenceNumber(false);
        json.setWithNanoseconds(false);
        json.start();
        return json;
    }
}
