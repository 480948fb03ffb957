package io.gridgate.accept.vendor;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.accept.Handshake;
import io.gridgate.accept.Scheme;
import io.gridgate.event.Decoded;
import io.gridgate.event.Event;
import io.gridgate.event.EventMessage;
import io.gridgate.event.Item;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** What the deliveries of every vendor become. */
final class VendorMappingTest {

    private static final String NOW = "2026-11-21T08:00:00Z";
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse(NOW));
    private static final String FORM = "application/x-www-form-urlencoded";

    private static Scheme scheme(String vendor) {
        return switch (vendor) {
            case "stripe" -> StripeWebhooks.scheme(CLOCK);
            case "shopify" -> ShopifyWebhooks.scheme(CLOCK);
            case "slack" -> new SlackScheme(CLOCK);
            case "twilio" -> new TwilioScheme(CLOCK);
            case "gitlab" -> GitLabWebhooks.scheme(false, CLOCK);
            case "gitlab-signed" -> GitLabWebhooks.scheme(true, CLOCK);
            case "aws-sns" -> SnsWebhooks.scheme(CLOCK);
            case "aws-s3" -> S3Webhooks.scheme(CLOCK);
            case "couchdb" -> CouchDbWebhooks.scheme("https://db.example/orders", CLOCK);
            case "standard-webhooks" -> new StandardWebhooksScheme("/partners/a/b", CLOCK);
            default -> throw new IllegalArgumentException(vendor);
        };
    }

    @ParameterizedTest(name = "{0} {5}")
    @CsvFileSource(
            resources = "deliveries.csv",
            delimiter = '|',
            quoteCharacter = '`',
            maxCharsPerColumn = 8_192,
            nullValues = "-")
    void mapsEveryDelivery(
            String vendor,
            String headers,
            String body,
            String id,
            String source,
            String type,
            String subject,
            String time) {
        Event event = one(scheme(vendor), message("application/json", headers, body));

        Map<String, Object> expected = new HashMap<>();
        expected.put("specversion", "1.0");
        expected.put("id", id.equals("HASH") ? event.key().id() : id);
        expected.put("source", source);
        expected.put("type", type);
        if (subject != null) {
            expected.put("subject", subject);
        }
        expected.put("time", time.equals("NOW") ? NOW : time);
        if (!type.startsWith("org.apache.couchdb.database")) {
            expected.put("datacontenttype", "application/json");
        }
        assertThat(event.attributes()).isEqualTo(expected);
        assertThat(event.key().id())
                .matches(id.equals("HASH") ? "[0-9a-f]{64}" : Pattern.quote(id));
        String data =
                switch (vendor) {
                    case "aws-s3" ->
                            body.substring(
                                    "{\"Records\":[".length(), body.length() - "]}".length());
                    case "couchdb" -> body.replaceAll(".*\"changes\":(\\[[^]]*]).*", "$1");
                    default -> body;
                };
        if (!type.startsWith("org.apache.couchdb.database")) {
            assertThat(new String(event.json(), UTF_8)).endsWith(",\"data\":" + data + "}");
        }
    }

    @Test
    void answersSlacksQuestionWithItsChallenge() {
        SlackScheme slack = new SlackScheme(CLOCK);

        assertThat(
                        slack.handshake(
                                message(
                                        "application/json",
                                        null,
                                        "{\"token\":\"t\",\"challenge\":\"3eZb\","
                                                + "\"type\":\"url_verification\"}")))
                .contains(new Handshake("text/plain", "3eZb"));
        assertThat(
                        slack.handshake(
                                message(
                                        "application/json",
                                        null,
                                        "{\"type\":\"event_callback\",\"challenge\":\"x\"}")))
                .isEmpty();
        assertThat(slack.handshake(message("application/json", null, "{"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MessageStatus=delivered&MessageSid=SM1&SmsStatus=delivered, message.delivered, SM1",
        "SmsMessageSid=SM2&SmsSid=SM2&SmsStatus=received&MessageSid=SM2, message.received, SM2",
        "CallSid=CA1&CallStatus=no-answer, call.no-answer, CA1",
        "CallSid=CA1&RecordingSid=RE1&RecordingStatus=completed, recording.completed, RE1",
        "Foo=bar, callback, -"
    })
    void readsTwiliosCallbacks(String fields, String type, String subject) {
        Event event = one(scheme("twilio"), message(FORM, null, "AccountSid=AC1&" + fields));

        assertThat(event.key().source())
                .isEqualTo("https://api.twilio.com/2010-04-01/Accounts/AC1");
        assertThat(event.attribute("type")).isEqualTo("com.twilio." + type);
        assertThat(event.attribute("subject")).isEqualTo(subject.equals("-") ? null : subject);
        assertThat(new String(event.json(), UTF_8)).contains("\"data\":{\"AccountSid\":\"AC1\"");
    }

    /** Twilio signs the fields sorted, so their order proves nothing. */
    @Test
    void aTwilioCallbackInAnotherOrderIsTheSame() {
        EventMessage first = message(FORM, null, "AccountSid=AC1&CallSid=CA1&CallStatus=busy");
        EventMessage again = message(FORM, null, "CallStatus=busy&CallSid=%43A1&AccountSid=AC1");
        Scheme twilio = scheme("twilio");

        assertThat(one(twilio, again).key()).isEqualTo(one(twilio, first).key());
        assertThat(twilio.contentHash(again, one(twilio, again)))
                .isEqualTo(twilio.contentHash(first, one(twilio, first)));
    }

    @Test
    void readsTwiliosEventStreams() {
        String event =
                "{\"specversion\":\"1.0\",\"type\":\"com.twilio.messaging.message.delivered\","
                        + "\"source\":\"/2010-04-01/Accounts/AC1/Messages/SM1\",\"id\":\"EZ1\","
                        + "\"datacontenttype\":\"application/json\",\"data\":{\"n\":1.0}}";

        Event batched = one(scheme("twilio"), message("application/json", null, "[" + event + "]"));
        Event single = one(scheme("twilio"), message("application/json", null, event));

        assertThat(batched.key().id()).isEqualTo("EZ1");
        assertThat(batched.json()).isEqualTo(single.json());
    }

    @Test
    void readsStandardWebhooksAndCloudEventsUnderTheirSignature() {
        String headers = "webhook-id: msg_1; webhook-timestamp: 1614556800";

        Event webhook =
                one(
                        scheme("standard-webhooks"),
                        message(
                                "application/json",
                                headers,
                                "{\"type\":\"user.created\",\"timestamp\":\"2026-01-02T03:04:05Z\"}"));
        Event cloudEvent =
                one(
                        scheme("standard-webhooks"),
                        message(
                                "application/cloudevents+json",
                                headers,
                                "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\","
                                        + "\"type\":\"t\"}"));

        assertThat(webhook.attributes())
                .isEqualTo(
                        Map.of(
                                "specversion", "1.0",
                                "id", "msg_1",
                                "source", "/partners/a/b",
                                "type", "user.created",
                                "time", "2026-01-02T03:04:05Z",
                                "datacontenttype", "application/json"));
        assertThat(cloudEvent.key().source()).isEqualTo("/s");
    }

    /** Stripe counts pending_webhooks down between attempts. */
    @Test
    void aStripeEventIsTheSameWhenItsCountDiffers() {
        EventMessage first = message("application/json", null, stripe(2));
        EventMessage again = message("application/json", null, stripe(1));
        Scheme stripe = scheme("stripe");

        assertThat(stripe.contentHash(again, one(stripe, again)))
                .isEqualTo(stripe.contentHash(first, one(stripe, first)));
    }

    private static String stripe(int pending) {
        return "{\"id\":\"evt_1\",\"type\":\"a\",\"pending_webhooks\":" + pending + "}";
    }

    /** Shopify signs the body only: a new id on a captured request makes no new event. */
    @Test
    void aShopifyWebhookIsTheSameUnderAnotherWebhookId() {
        String headers = "x-shopify-topic: a/b; x-shopify-shop-domain: s.example";
        Scheme shopify = scheme("shopify");
        Event first = one(shopify, message("application/json", headers, "{\"id\":1}"));
        Event replayed =
                one(
                        shopify,
                        message(
                                "application/json",
                                headers + "; x-shopify-webhook-id: new; x-shopify-event-id: new",
                                "{\"id\":1}"));
        Event otherTopic =
                one(
                        shopify,
                        message("application/json", headers.replace("a/b", "a/c"), "{\"id\":1}"));

        assertThat(replayed.key()).isEqualTo(first.key());
        assertThat(otherTopic.key()).isNotEqualTo(first.key());
    }

    private static EventMessage message(String contentType, String headers, String body) {
        Map<String, String> map = new HashMap<>();
        if (headers != null) {
            for (String header : headers.split("; ", -1)) {
                String[] parts = header.split(": ", 2);
                map.put(parts[0], parts[1]);
            }
        }
        return new EventMessage(contentType, map, body.getBytes(UTF_8));
    }

    private static Event one(Scheme scheme, EventMessage message) {
        assertThat(scheme.reads(message)).isTrue();
        return switch (scheme.decode(message)) {
            case Decoded.Events(List<Item> items)
                    when items.getFirst() instanceof Item.Valid(Event event) ->
                    event;
            case Decoded.Events(List<Item> items) ->
                    throw new AssertionError("refused: " + items.getFirst());
            case Decoded.Malformed malformed -> throw new AssertionError("malformed: " + malformed);
        };
    }
}
