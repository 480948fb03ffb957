package io.gridgate.deliver.push;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.log.Delivery;
import io.gridgate.log.EventLog;
import io.gridgate.log.postgres.PostgresFixture;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/** Pushers of two replicas on one database share the events of a subscription. */
@Timeout(90)
class PushersOfReplicasTest {

    private static final int EVENTS = 400;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final PostgresFixture database = new PostgresFixture();
    private EventLog other;
    private PusherFixture fixture;
    private Webhook webhook;

    @BeforeEach
    void open() {
        other = database.open();
        fixture = new PusherFixture(database.log(), database.clock());
        webhook = fixture.subscribed("hook", 1);
    }

    @AfterEach
    void close() {
        fixture.close();
        other.close();
    }

    private static String[] ids(int count) {
        return IntStream.range(0, count).mapToObj(i -> "e" + i).toArray(String[]::new);
    }

    @Test
    void pushEachEventOnce() throws Exception {
        fixture.append(ids(EVENTS));
        Pusher second = fixture.pusherOf(other, webhook);
        fixture.push(webhook);
        second.start();
        try {
            fixture.await(EVENTS);
        } finally {
            second.stop(Duration.ofSeconds(10));
        }

        assertThat(fixture.deliveries("hook"))
                .extracting(request -> JSON.readTree(request.getBody()).get("id").asText())
                .containsExactlyInAnyOrder(ids(EVENTS));
        assertThat(other.tally(webhook.subscription()).acknowledged()).isEqualTo(EVENTS);
    }

    @Test
    void takeOverWhatAKilledOneHeldWhenItsLocksEnd() throws Exception {
        fixture.append(ids(3));
        Duration lock = Duration.ofMinutes(1);
        List<Delivery> held = other.lease(webhook.subscription(), 3, Duration.ZERO, lock);
        assertThat(held).hasSize(3);

        fixture.append("free");
        fixture.push(webhook);
        assertThat(fixture.await(1)).containsExactly("free delivered");
        database.clock().advance(lock.plusSeconds(1));

        assertThat(fixture.await(3))
                .containsExactlyInAnyOrder("e0 delivered", "e1 delivered", "e2 delivered");
    }
}
