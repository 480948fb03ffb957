package io.gridgate.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.accept.Outcome;
import io.gridgate.accept.SourceId;
import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Event;
import io.gridgate.event.Item;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.TopicName;

import org.junit.jupiter.api.Test;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;

final class StageLinesTest {

    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00.123Z");
    private static final byte[] JSON =
            "{\"specversion\":\"1.0\",\"id\":\"7\",\"source\":\"/shop\",\"type\":\"order.placed\"}"
                    .getBytes(StandardCharsets.UTF_8);
    private static final Event EVENT = ((Item.Valid) CloudEventsDecoder.read(JSON)).event();
    private static final SourceId SOURCE = new SourceId("contoso", "shop");

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private StageLines lines(boolean colours) {
        return new StageLines(
                new PrintStream(bytes, true, StandardCharsets.UTF_8),
                colours,
                InstantSource.fixed(NOW));
    }

    private List<String> printed() {
        return bytes.toString(StandardCharsets.UTF_8)
                .lines()
                .map(line -> line.substring(line.indexOf("  ") + 2).strip())
                .toList();
    }

    @Test
    void printsALinePerStage() {
        StageLines unit = lines(false);
        var outbox = new SubscriptionName(new TopicName("contoso--shop"), "forward");
        var stored = new StoredEvent(0, NOW, EVENT.key(), EVENT.type(), JSON);
        var context = DeliveryContext.of(1, NOW);
        var delivered = JsonCloudEvent.of(JSON);

        unit.appended(SOURCE, EVENT, new Outcome.Accepted(0, NOW));
        unit.delivered(outbox, List.of(stored));
        unit.received(delivered, context);
        unit.settled(delivered, context, io.gridgate.handlers.Outcome.acknowledge());
        unit.appended(SOURCE, EVENT, new Outcome.Duplicate(0, NOW));

        assertThat(printed())
                .containsExactly(
                        "accepted      order.placed  7  by contoso/shop",
                        "forwarded     order.placed  7  out of outbox contoso--shop",
                        "received      order.placed  7  delivery 1",
                        "acknowledged  order.placed  7",
                        "duplicate     order.placed  7  was accepted before");
    }

    @Test
    void keepsControlCharactersOfOthersFromTheTerminal() {
        lines(true).appended(SOURCE, EVENT, new Outcome.Rejected("id", "bad \u001b[2J id"));

        assertThat(printed().getFirst())
                .isEqualTo("\u001b[31mrejected    \u001b[0m  order.placed  7  bad ?[2J id");
    }
}
