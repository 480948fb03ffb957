package io.gridgate.app.settings;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.Secret;

import org.jspecify.annotations.Nullable;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;

/** Reads a secret, or a section with a secret and the time in which it counts. */
final class LiveSecretKind {

    private static final List<String> KEYS = List.of("secret", "name", "not-before", "not-after");

    private LiveSecretKind() {}

    static Kind<LiveSecret> of(int lengthMin) {
        Kind<Secret> secret = Kinds.secret(lengthMin);
        return new Kind<>(
                secret.allowed(),
                (node, references) -> read(node, references, secret),
                value -> secret.within().test(value.secret()),
                value -> secret.show().apply(value.secret()),
                true);
    }

    private static LiveSecret read(JsonNode node, References references, Kind<Secret> secret) {
        if (!node.isObject()) {
            return LiveSecret.always(secret.parser().apply(node, references));
        }
        node.fieldNames().forEachRemaining(LiveSecretKind::checkKey);
        String name = node.path("name").asText("");
        if (!name.matches("[A-Za-z0-9._-]{0,64}")) {
            throw new IllegalArgumentException(
                    "name: up to 64 letters, digits, dots, hyphens or underscores");
        }
        return new LiveSecret(
                name,
                secret.parser().apply(node.path("secret"), references),
                time(node, "not-before"),
                time(node, "not-after"));
    }

    private static void checkKey(String key) {
        if (!KEYS.contains(key)) {
            throw new IllegalArgumentException("unknown key '" + key + "'; known: " + KEYS);
        }
    }

    private static @Nullable Instant time(JsonNode node, String key) {
        if (!node.has(key)) {
            return null;
        }
        try {
            return OffsetDateTime.parse(node.path(key).asText()).toInstant();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(key + ": a time such as 2026-11-21T08:00:00Z", e);
        }
    }
}
