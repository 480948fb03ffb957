package io.gridgate.app.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;

import io.gridgate.deliver.LaneListener;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The alert on a held-up outbox reads the gateway's lines: their words must be the query's. */
final class OutboxAlertTest {

    private static final Path ALERTS =
            Path.of("..", "terraform", "modules", "observability", "alerts.tf");
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(ForwardLog.class);
    private static final SubscriptionName LANE =
            new SubscriptionName(new TopicName("orders-2"), "outbox");

    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final ForwardLog log =
            new ForwardLog(
                    URI.create("https://namespace.example"), Map.of(), new LaneListener() {});

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
    void queryTellsAHeldUpTopicFromOneThatMovesAgain() throws IOException {
        String query = Files.readString(ALERTS);
        String heldUp = group("Log_s has '(takes no [^']+)'", query);
        String movesAgain = group("Log_s has '(takes events[^']+)'", query);
        String topic = group("extract\\('([^']+)', 1, Log_s\\)", query);

        log.paused(LANE, "503");
        String paused = lines.list.get(0).getFormattedMessage();
        log.resumed(LANE);
        String resumed = lines.list.get(1).getFormattedMessage();

        assertThat(paused).contains(heldUp).doesNotContain(movesAgain);
        assertThat(resumed).contains(movesAgain).doesNotContain(heldUp);
        assertThat(group(topic, paused)).isEqualTo("orders-2");
        assertThat(group(topic, resumed)).isEqualTo("orders-2");
    }

    private static String group(String pattern, String text) {
        Matcher matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as("'%s' in '%s'", pattern, text).isTrue();
        return matcher.group(1);
    }
}
