package io.gridgate.app.gateway;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.accept.AcceptListener;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.auth.SecurityLog;
import io.gridgate.deliver.LaneListener;
import io.gridgate.http.HttpLimits;
import io.gridgate.http.HttpServer;
import io.gridgate.log.EventLog;
import io.gridgate.log.embedded.EmbeddedLog;
import io.gridgate.log.embedded.EmbeddedLogOptions;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** A gateway with one source for each scheme, made of a settings file, and a delivery for each. */
final class SchemesFixture implements AutoCloseable {

    private static final Instant NOW = Instant.parse("2026-11-21T08:00:00Z");
    private static final String TIMESTAMP = Long.toString(NOW.getEpochSecond());
    private static final String SECRET = "a-secret-of-the-sender-0123456789";
    private static final byte[] STANDARD_KEY = "0123456789abcdef0123456789abcdef".getBytes(UTF_8);
    private static final String JSON = "application/json";

    private static final String SETTINGS =
            """
            gateway:
              upstream: {endpoint: "https://localhost:1", key: k}
              partners:
                acme:
                  sources:
                    cloudevents: {scheme: cloudevents, keys: [%1$s], topic: all, types: ["*"], event-sources: ["*"]}
                    standard: {scheme: standard-webhooks, secrets: [whsec_%2$s], topic: all, types: ["*"]}
                    github: {scheme: github, secrets: [%1$s], topic: all, types: ["com.github.*"]}
                    gitlab: {scheme: gitlab, keys: [%1$s], topic: all, types: ["com.gitlab.*"]}
                    gitlab-signed: {scheme: gitlab, secrets: [whsec_%2$s], topic: all, types: ["com.gitlab.*"]}
                    stripe: {scheme: stripe, secrets: [%1$s], topic: all, types: ["com.stripe.*"]}
                    shopify: {scheme: shopify, secrets: [%1$s], topic: all, types: ["com.shopify.*"]}
                    slack: {scheme: slack, secrets: [%1$s], topic: all, types: ["com.slack.*"]}
                    twilio:
                      scheme: twilio
                      secrets: [%1$s]
                      public-url: https://hooks.example.com
                      topic: all
                      types: ["com.twilio.*"]
                    sns: {scheme: aws-sns, keys: ["sns:%1$s"], key-place: basic, topic: all, types: ["com.amazonaws.sns.*"]}
                    s3: {scheme: aws-s3, keys: [%1$s], topic: all, types: ["com.amazonaws.s3.*"]}
                    couchdb:
                      scheme: couchdb
                      keys: [%1$s]
                      mapping: {source: "https://db.example/orders"}
                      topic: all
                      types: ["org.apache.couchdb.*"]
                    webhook:
                      scheme: webhook
                      secrets:
                        - {secret: %1$s, name: current, not-before: "2026-11-01T00:00:00Z"}
                        - {secret: a-secret-of-last-year, not-after: "2026-01-01T00:00:00Z"}
                      hmac:
                        header: x-acme-signature
                        prefix: "v1="
                        encoding: base64
                        algorithm: sha512
                        signed: "{header:x-acme-id}.{timestamp}.{body}"
                        timestamp-header: x-acme-time
                      mapping:
                        id: "{header:x-acme-id}"
                        source: https://acme.example
                        type: "com.acme.{/event}"
                        subject: "{/order/id}"
                        time: "{header:x-acme-time}"
                        data: /order
                      topic: all
                      types: ["com.acme.*"]
                small:
                  limits: {requests-per-second: 1, burst: 2}
                  sources:
                    events: {scheme: cloudevents, keys: [%1$s], topic: all, types: ["*"], event-sources: ["*"]}
            """
                    .formatted(SECRET, Base64.getEncoder().encodeToString(STANDARD_KEY));

    /** A delivery that is authenticated; a character of the body is one byte. */
    record Signed(
            String path, String proof, boolean signed, Map<String, String> headers, String body) {

        Signed withBody(String other) {
            return new Signed(path, proof, signed, headers, other);
        }

        Signed to(String other) {
            return new Signed(other, proof, signed, headers, body);
        }

        Signed with(String header, String value) {
            Map<String, String> more = new TreeMap<>(headers);
            more.put(header, value);
            return new Signed(path, proof, signed, more, body);
        }

        Signed without(String header) {
            Map<String, String> fewer = new TreeMap<>(headers);
            fewer.remove(header);
            return new Signed(path, proof, signed, fewer, body);
        }

        @Override
        public String toString() {
            return path;
        }
    }

    final EventLog log;
    final HttpServer server;
    private final GatewayRole role;
    private final HttpClient client = HttpClient.newHttpClient();

    SchemesFixture(Path folder, HttpLimits limits) throws IOException {
        this(folder, limits, InstantSource.fixed(NOW));
    }

    SchemesFixture(Path folder, HttpLimits limits, InstantSource clock) throws IOException {
        Path file = Files.writeString(folder.resolve("gridgate.yaml"), SETTINGS);
        Settings settings = SettingsFile.load(file, _ -> null);
        log = EmbeddedLog.open(folder.resolve("log"), EmbeddedLogOptions.DEFAULT, clock);
        role =
                GatewayRole.open(
                        settings.gateway().orElseThrow(),
                        log,
                        limits,
                        AcceptListener.NONE,
                        new LaneListener() {},
                        SecurityLog.NONE);
        server = HttpServer.builder().limits(limits).routes(role.routes()).start();
    }

    /** What the calls in the documents need to know. */
    Map<String, String> environment() {
        return Map.of(
                "GATEWAY", "http://127.0.0.1:" + server.httpPort(),
                "SECRET", SECRET,
                "WEBHOOK_SECRET", "whsec_" + base64(STANDARD_KEY));
    }

    static Stream<Signed> deliveries() {
        String event = "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}";
        Map<String, String> key = Map.of("Authorization", "Bearer " + SECRET);
        String basic = Base64.getEncoder().encodeToString(("sns:" + SECRET).getBytes(UTF_8));
        String gitLab =
                "{\"object_kind\":\"push\",\"project\":{\"web_url\":\"https://gitlab.com/o/r\"}}";
        return Stream.of(
                keyed("cloudevents", "application/cloudevents+json", key, event),
                standard("standard", "{\"type\":\"user.created\",\"data\":{}}"),
                gitHub("{\"ref\":\"refs/heads/main\"}"),
                keyed(
                        "gitlab",
                        JSON,
                        Map.of("X-Gitlab-Token", SECRET, "Idempotency-Key", "d1"),
                        gitLab),
                standard("gitlab-signed", gitLab),
                stripe("{\"id\":\"evt_1\",\"type\":\"charge.refunded\",\"created\":1}"),
                shopify("{\"id\":1}"),
                slack(
                        "{\"type\":\"event_callback\",\"event_id\":\"Ev1\",\"event\":{\"type\":\"m\"}}"),
                twilio("CallSid=CA1&CallStatus=busy"),
                keyed(
                        "sns",
                        "text/plain; charset=UTF-8",
                        Map.of("Authorization", "Basic " + basic),
                        "{\"Type\":\"Notification\",\"MessageId\":\"m1\",\"TopicArn\":\"arn:aws:x\"}"),
                keyed(
                        "s3",
                        JSON,
                        key,
                        "{\"Records\":[{\"eventSource\":\"aws:s3\",\"awsRegion\":\"eu\",\"eventName\":\"P\","
                                + "\"responseElements\":{\"x-amz-request-id\":\"r\",\"x-amz-id-2\":\"i\"},"
                                + "\"s3\":{\"bucket\":{\"name\":\"b\"}}}]}"),
                keyed("couchdb", JSON, key, "{\"seq\":1,\"id\":\"d\",\"changes\":[]}"),
                webhook("{\"event\":\"paid\",\"order\":{\"id\":7}}"));
    }

    /** The same delivery with another body, under a signature that fits. */
    static Signed signedAnew(Signed delivery, String body) {
        return switch (delivery.path().substring("/partners/acme/".length())) {
            case "standard" -> standard("standard", body);
            case "gitlab-signed" -> standard("gitlab-signed", body);
            case "github" -> gitHub(body);
            case "stripe" -> stripe(body);
            case "shopify" -> shopify(body);
            case "slack" -> slack(body);
            case "twilio" -> twilio(body);
            case "webhook" -> webhook(body);
            default -> delivery.withBody(body);
        };
    }

    private static Signed keyed(
            String source, String contentType, Map<String, String> headers, String body) {
        Map<String, String> all = new TreeMap<>(headers);
        String proof = all.containsKey("Authorization") ? "Authorization" : "X-Gitlab-Token";
        all.put("Content-Type", contentType);
        return new Signed("/partners/acme/" + source, proof, false, all, body);
    }

    private static Signed signed(
            String source, String proof, Map<String, String> headers, String body) {
        Map<String, String> all = new TreeMap<>(headers);
        all.putIfAbsent("Content-Type", JSON);
        return new Signed("/partners/acme/" + source, proof, true, all, body);
    }

    private static Signed standard(String source, String body) {
        byte[] mac = mac("HmacSHA256", STANDARD_KEY, "msg_1." + TIMESTAMP + "." + body);
        return signed(
                source,
                "webhook-signature",
                Map.of(
                        "webhook-id",
                        "msg_1",
                        "webhook-timestamp",
                        TIMESTAMP,
                        "webhook-signature",
                        "v1," + base64(mac)),
                body);
    }

    static Signed gitHub(String body) {
        return signed(
                "github",
                "X-Hub-Signature-256",
                Map.of(
                        "X-GitHub-Event", "push",
                        "X-GitHub-Delivery", "d1",
                        "X-Hub-Signature-256", "sha256=" + hex(mac("HmacSHA256", body))),
                body);
    }

    static Signed stripe(String body) {
        String mac = hex(mac("HmacSHA256", TIMESTAMP + "." + body));
        return signed(
                "stripe",
                "Stripe-Signature",
                Map.of("Stripe-Signature", "t=" + TIMESTAMP + ",v1=" + mac),
                body);
    }

    static Signed shopify(String body) {
        return signed(
                "shopify",
                "X-Shopify-Hmac-SHA256",
                Map.of(
                        "X-Shopify-Topic", "orders/create",
                        "X-Shopify-Shop-Domain", "shop.myshopify.com",
                        "X-Shopify-Hmac-SHA256", base64(mac("HmacSHA256", body))),
                body);
    }

    static Signed slack(String body) {
        return signed(
                "slack",
                "X-Slack-Signature",
                Map.of(
                        "X-Slack-Request-Timestamp",
                        TIMESTAMP,
                        "X-Slack-Signature",
                        "v0=" + hex(mac("HmacSHA256", "v0:" + TIMESTAMP + ":" + body))),
                body);
    }

    static Signed twilio(String form) {
        String sorted =
                Stream.of(form.split("&", -1))
                        .sorted()
                        .map(field -> field.replace("=", ""))
                        .reduce("", String::concat);
        String url = "https://hooks.example.com/partners/acme/twilio";
        return signed(
                "twilio",
                "X-Twilio-Signature",
                Map.of(
                        "Content-Type",
                        "application/x-www-form-urlencoded",
                        "X-Twilio-Signature",
                        base64(mac("HmacSHA1", url + sorted))),
                form);
    }

    static Signed webhook(String body) {
        return signed(
                "webhook",
                "X-Acme-Signature",
                Map.of(
                        "X-Acme-Id",
                        "id-1",
                        "X-Acme-Time",
                        TIMESTAMP,
                        "X-Acme-Signature",
                        "v1=" + base64(mac("HmacSHA512", "id-1." + TIMESTAMP + "." + body))),
                body);
    }

    HttpResponse<String> send(Signed delivery) throws IOException, InterruptedException {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(
                                URI.create(
                                        "http://127.0.0.1:" + server.httpPort() + delivery.path()))
                        .timeout(Duration.ofSeconds(30))
                        .POST(
                                HttpRequest.BodyPublishers.ofByteArray(
                                        delivery.body().getBytes(ISO_8859_1)));
        delivery.headers().forEach(request::header);
        return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    private static byte[] mac(String algorithm, String content) {
        return mac(algorithm, SECRET.getBytes(UTF_8), content);
    }

    private static byte[] mac(String algorithm, byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return mac.doFinal(content.getBytes(ISO_8859_1));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    @Override
    public void close() {
        client.close();
        server.close();
        role.close();
        log.close();
    }
}
