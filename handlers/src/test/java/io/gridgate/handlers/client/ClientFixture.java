package io.gridgate.handlers.client;

import com.azure.core.credential.KeyCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;

import io.gridgate.handlers.testing.ScriptedServer;

import java.nio.charset.StandardCharsets;
import java.time.Duration;

/** Clients of a scripted server, and the events that the tests send. */
final class ClientFixture {

    static final String EVENT =
            """
            {"specversion":"1.0","id":"1","source":"/orders","type":"order.placed",\
            "data":{"amount":1.10,"z":1,"a":[1e400]}}\
            """;

    private ClientFixture() {}

    static RetryOptions fastRetries() {
        return new RetryOptions(new FixedDelayOptions(3, Duration.ofMillis(1)));
    }

    static EventGridSenderBuilder senderBuilder(ScriptedServer server) {
        return new EventGridSenderBuilder()
                .endpoint(server.uri())
                .topicName("orders")
                .credential(new KeyCredential("secret-key"))
                .retryOptions(fastRetries())
                .allowInsecureLoopback();
    }

    static EventGridSender sender(ScriptedServer server) {
        return senderBuilder(server).build();
    }

    static EventGridReceiverBuilder receiverBuilder(ScriptedServer server) {
        return new EventGridReceiverBuilder()
                .endpoint(server.uri())
                .topicName("orders")
                .subscriptionName("worker")
                .credential(new KeyCredential("secret-key"))
                .retryOptions(fastRetries())
                .allowInsecureLoopback();
    }

    static EventGridReceiver receiver(ScriptedServer server) {
        return receiverBuilder(server).build();
    }

    static JsonCloudEvent event(String json) {
        return JsonCloudEvent.of(json.getBytes(StandardCharsets.UTF_8));
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
