package io.gridgate.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

class PullingTest {

    private static final HttpRequest RECEIVE = new HttpRequest("/receive", List.of());
    private static final HttpRequest ACKNOWLEDGE = new HttpRequest("/acknowledge", List.of());
    private static final List<String> TOKENS = List.of("A".repeat(80), "B".repeat(80));

    private final Pulling pulling =
            Pulling.andAcknowledge(RECEIVE, ACKNOWLEDGE, 100, Pulling.WhenEmpty.STOP);

    @Test
    void acknowledgesWhatItReceived() {
        assertThat(text(pulling.request(0))).startsWith("POST /receive ");
        assertThat(pulling.answered(received(2, 0))).isZero();
        assertThat(text(pulling.request(0)))
                .startsWith("POST /acknowledge ")
                .contains("Content-Length: 182\r\n")
                .endsWith("{\"lockTokens\":[\"" + String.join("\",\"", TOKENS) + "\"]}");
        assertThat(pulling.answered(answer("{}"))).isEqualTo(2);
        assertThat(text(pulling.request(0))).startsWith("POST /receive ");
    }

    @Test
    void stopsForOneWindowWhenThereIsNothing() {
        pulling.request(0);
        assertThat(pulling.answered(received(0, 0))).isZero();
        assertThat(pulling.request(0)).isNull();
        assertThat(pulling.request(0)).isNotNull();
    }

    @Test
    void notesTheAgeOfEventsOfItsTime() {
        long sent = System.nanoTime() - 5_000_000;
        pulling.noteAges(sent - 1_000_000, sent + 1_000_000);
        pulling.request(0);
        pulling.answered(received(2, sent));
        assertThat(pulling.ages().getTotalCount()).isEqualTo(2);
        assertThat(pulling.ages().getMinValue()).isGreaterThan(4_900_000);
        pulling.noteAges(sent + 1_000_000, sent + 2_000_000);
        assertThat(pulling.ages().getTotalCount()).isZero();
    }

    private static Response received(int events, long sentNanos) {
        return answer(
                IntStream.range(0, events)
                        .mapToObj(i -> delivery(TOKENS.get(i), sentNanos))
                        .collect(Collectors.joining(",", "{\"value\":[", "]}")));
    }

    private static String delivery(String token, long sentNanos) {
        ByteBuffer request = Publishing.timed(RECEIVE).request(sentNanos);
        String event = text(request);
        return "{\"brokerProperties\":{\"lockToken\":\"%s\",\"deliveryCount\":1},\"event\":%s}"
                .formatted(token, event.substring(event.indexOf('{')));
    }

    private static Response answer(String body) {
        String head = "HTTP/1.1 200 OK\r\nContent-Length: " + body.length() + "\r\n\r\n";
        Response response = new Response();
        response.accept(ByteBuffer.wrap((head + body).getBytes(StandardCharsets.US_ASCII)));
        return response;
    }

    private static String text(ByteBuffer request) {
        return StandardCharsets.US_ASCII.decode(request.duplicate()).toString();
    }
}
