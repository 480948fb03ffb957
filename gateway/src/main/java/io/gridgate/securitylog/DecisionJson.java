package io.gridgate.securitylog;

import io.gridgate.auth.Caller;
import io.gridgate.auth.SecurityDecision;
import io.gridgate.http.JsonText;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** Writes a decision as a line of JSON. What a caller wrote is cut to a length. */
final class DecisionJson {

    /** Most characters of a text that a caller chose. */
    static final int TEXT_MAX = 200;

    private DecisionJson() {}

    /** Adds the line. */
    static JsonText append(JsonText json, Instant time, SecurityDecision decision) {
        json.raw("{\"time\":").string(time.toString()).raw(",\"decision\":");
        switch (decision) {
            case SecurityDecision.Admitted(Caller caller, var action, String secret) -> {
                caller(json.string("admitted"), caller, action);
                text(json, "secret", secret);
            }
            case SecurityDecision.Refused(Caller caller, var action, var reason) -> {
                caller(json.string("refused"), caller, action);
                text(json, "reason", word(reason));
            }
            case SecurityDecision.Forbidden it -> {
                caller(json.string("forbidden"), it.caller(), SecurityDecision.Action.PUBLISH);
                json.raw(",\"events\":" + it.events());
                text(json, "attribute", it.attribute());
                text(json, "eventType", it.type());
                text(json, "eventSource", it.source());
                text(json, "eventId", it.id());
            }
            case SecurityDecision.Administered it -> {
                json.string(it.admitted() ? "admin-admitted" : "admin-refused");
                text(json, "remote", it.remote());
                text(json, "method", it.method());
                text(json, "path", it.path());
            }
            case SecurityDecision.KeyChanged it -> {
                owner(json.string("key-" + word(it.change())), it.partner(), it.source());
                text(json, "key", it.key());
                text(json, "user", it.user());
            }
            case SecurityDecision.SecretsChanged it -> {
                owner(json.string("secrets-changed"), it.partner(), it.source());
                list(json, "added", it.added());
                list(json, "removed", it.removed());
            }
        }
        return json.raw("}\n");
    }

    static JsonText appendDropped(JsonText json, Instant time, long dropped) {
        return json.raw("{\"time\":")
                .string(time.toString())
                .raw(",\"decision\":\"dropped\",\"lines\":" + dropped + "}\n");
    }

    private static void caller(JsonText json, Caller caller, SecurityDecision.Action action) {
        text(json, "action", word(action));
        text(json, "partner", caller.partner());
        text(json, "source", caller.source());
        text(json, "remote", caller.remote());
    }

    private static void owner(JsonText json, String partner, String source) {
        text(json, "partner", partner);
        if (!source.isEmpty()) {
            text(json, "source", source);
        }
    }

    private static void text(JsonText json, String name, String value) {
        json.raw(",\"" + name + "\":").string(cut(value));
    }

    private static void list(JsonText json, String name, List<String> values) {
        json.raw(",\"" + name + "\":[");
        for (int i = 0; i < values.size(); i++) {
            json.raw(i == 0 ? "" : ",").string(cut(values.get(i)));
        }
        json.raw("]");
    }

    private static String cut(String text) {
        return text.length() <= TEXT_MAX
                ? text
                : text.substring(0, text.offsetByCodePoints(0, whole(text))) + "…";
    }

    /** Returns how many whole code points stand within the length. */
    private static int whole(String text) {
        int end = Character.isHighSurrogate(text.charAt(TEXT_MAX - 1)) ? TEXT_MAX - 1 : TEXT_MAX;
        return text.codePointCount(0, end);
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
