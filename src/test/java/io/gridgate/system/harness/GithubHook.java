package io.gridgate.system.harness;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Stream;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * One webhook as GitHub would send it.
 *
 * @param event the kind, as in {@code X-GitHub-Event}
 * @param delivery the delivery's id, the same when GitHub delivers again
 * @param body the payload's text
 */
public record GithubHook(String event, String delivery, String body) {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> HAND_MADE =
            List.of("push", "pull_request", "issue_comment", "organization", "ping");

    /** Returns a few payloads with what is easily broken: escapes, big numbers, spaces. */
    public static List<GithubHook> handMade() throws IOException {
        List<GithubHook> hooks = new ArrayList<>();
        for (String event : HAND_MADE) {
            try (InputStream body =
                    GithubHook.class.getResourceAsStream("/github/" + event + ".json")) {
                byte[] bytes = Objects.requireNonNull(body, event).readAllBytes();
                String text = new String(bytes, StandardCharsets.UTF_8);
                hooks.add(of(event, text, hooks.size()));
            }
        }
        return hooks;
    }

    /** Returns recorded payloads, one per line. */
    public static List<GithubHook> recorded(Path file) throws IOException {
        try (Stream<String> lines = Files.lines(file)) {
            List<GithubHook> hooks = new ArrayList<>();
            lines.forEach(line -> hooks.add(ofLine(line, hooks.size())));
            return hooks;
        }
    }

    /** Returns the headers GitHub would send, signed with a secret. */
    public Map<String, String> headers(String secret) {
        return Map.of(
                "Content-Type",
                "application/json",
                "User-Agent",
                "GitHub-Hookshot/044aadd",
                "X-GitHub-Event",
                event,
                "X-GitHub-Delivery",
                delivery,
                "X-GitHub-Hook-ID",
                "109948940",
                "X-Hub-Signature-256",
                "sha256=" + signature(secret));
    }

    /** Returns the payload as JSON. */
    public JsonNode json() {
        try {
            return JSON.readTree(body);
        } catch (IOException e) {
            throw new AssertionError("bad test data: " + event, e);
        }
    }

    private String signature(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new AssertionError(e);
        }
    }

    private static GithubHook ofLine(String line, int number) {
        try {
            JsonNode hook = JSON.readTree(line);
            // Past the head {"event":"...","payload": the line is the payload and a closing brace,
            // so that its text stays as it was recorded.
            String event = hook.get("event").asText();
            String head = "{\"event\":\"" + event + "\",\"payload\":";
            if (!line.startsWith(head)) {
                throw new AssertionError("unexpected line of recorded webhooks: " + event);
            }
            return of(event, line.substring(head.length(), line.length() - 1), number);
        } catch (IOException e) {
            throw new AssertionError("a recorded webhook is not JSON", e);
        }
    }

    /** Some recorded payloads are alike, so the number is part of the delivery's id. */
    private static GithubHook of(String event, String body, int number) {
        String seed = number + event + body;
        UUID delivery = UUID.nameUUIDFromBytes(seed.getBytes(StandardCharsets.UTF_8));
        return new GithubHook(event, delivery.toString(), body);
    }
}
