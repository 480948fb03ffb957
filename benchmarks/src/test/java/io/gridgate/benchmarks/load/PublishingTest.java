package io.gridgate.benchmarks.load;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

class PublishingTest {

    private static final HttpRequest HEAD = new HttpRequest("/a?b=c", List.of("X-Y: z"));

    @Test
    void sendsEventsOfTheRightSizeEachWithAnIdOfItsOwn() throws IOException {
        Set<String> ids = new HashSet<>();
        for (Publishing connection : List.of(Publishing.single(HEAD), Publishing.single(HEAD))) {
            for (int i = 0; i < 300; i++) {
                byte[] body = body(connection.request(0));
                assertThat(body).hasSize(SampleEvents.BYTES);
                ids.add(new ObjectMapper().readTree(body).path("id").asText());
            }
        }
        assertThat(ids).hasSize(600);
    }

    @Test
    void sendsBatchesOfDifferentEvents() throws IOException {
        Publishing publishing = Publishing.batch(HEAD, 100);
        Set<String> ids = new HashSet<>();
        Set<String> data = new HashSet<>();
        for (int i = 0; i < 3; i++) {
            for (JsonNode event : new ObjectMapper().readTree(body(publishing.request(0)))) {
                ids.add(event.path("id").asText());
                data.add(event.path("data").toString());
            }
        }
        assertThat(ids).hasSize(300);
        assertThat(data).hasSizeGreaterThanOrEqualTo(100);
    }

    @Test
    void writesTheTimeIntoTheId() throws IOException {
        ByteBuffer request = Publishing.timed(HEAD).request(123_456_789_000L);
        String id = new ObjectMapper().readTree(body(request)).path("id").asText();
        long read = Hex.read(id.getBytes(StandardCharsets.US_ASCII), 0);
        assertThat(Publishing.sentMicros(read)).isEqualTo(123_456_789L);
    }

    @Test
    void writesACompleteRequest() {
        byte[] request = bytes(HEAD.with("{}".getBytes(StandardCharsets.US_ASCII)));
        assertThat(new String(request, StandardCharsets.US_ASCII))
                .isEqualTo(
                        """
                        POST /a?b=c HTTP/1.1
                        Host: 127.0.0.1
                        X-Y: z
                        Content-Length: 2

                        {}\
                        """
                                .replace("\n", "\r\n"));
    }

    private static byte[] body(ByteBuffer request) {
        byte[] all = bytes(request);
        String text = new String(all, StandardCharsets.US_ASCII);
        return text.substring(text.indexOf("\r\n\r\n") + 4).getBytes(StandardCharsets.US_ASCII);
    }

    private static byte[] bytes(ByteBuffer request) {
        byte[] all = new byte[request.remaining()];
        request.get(all);
        return all;
    }
}
