package io.gridgate.app;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.nio.charset.StandardCharsets;

class LogConfigurationTest {

    @Test
    void writesAJsonLineThatCanBeReadAsItIs() throws Exception {
        LoggerContext context = new LoggerContext();
        LoggingEvent event =
                new LoggingEvent(
                        "",
                        context.getLogger("io.gridgate.Example"),
                        Level.WARN,
                        "{} takes no events of {}",
                        null,
                        new Object[] {"https://example.com", "\"shop\""});
        event.setThreadName("lane");

        byte[] line = LogConfiguration.json(context).encode(event);

        String text = new String(line, StandardCharsets.UTF_8);
        assertThat(text.lines()).hasSize(1);
        JsonNode json = new ObjectMapper().readTree(text);
        assertThat(json.fieldNames())
                .toIterable()
                .containsExactly(
                        "timestamp",
                        "level",
                        "threadName",
                        "loggerName",
                        "formattedMessage",
                        "throwable");
        assertThat(json.get("formattedMessage").asText())
                .isEqualTo("https://example.com takes no events of \"shop\"");
        assertThat(json.get("level").asText()).isEqualTo("WARN");
        assertThat(json.get("timestamp").asLong()).isEqualTo(event.getTimeStamp());
    }
}
