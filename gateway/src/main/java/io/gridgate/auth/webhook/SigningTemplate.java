package io.gridgate.auth.webhook;

import io.gridgate.auth.Presented;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a sender signs, written as text: {@code {body}}, {@code {timestamp}}, {@code {target}} (path
 * and query), {@code {header:NAME}}, and anything else as it stands. Immutable.
 */
public final class SigningTemplate {

    /** Longest template, in characters. */
    public static final int LENGTH_MAX = 256;

    private static final Pattern FIELD =
            Pattern.compile("\\{(body|timestamp|target|header:([A-Za-z0-9-]{1,64}))}");

    /** The body alone. */
    public static final SigningTemplate BODY = new SigningTemplate("{body}");

    private final String text;
    private final List<String> parts = new ArrayList<>();

    /**
     * Reads a template.
     *
     * @param text the template, with {@code {body}} exactly once
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public SigningTemplate(String text) {
        this.text = text;
        Matcher field = FIELD.matcher(text);
        int at = 0;
        while (field.find()) {
            literal(text.substring(at, field.start()));
            parts.add(field.group());
            at = field.end();
        }
        literal(text.substring(at));
        if (text.length() > LENGTH_MAX || parts.stream().filter("{body}"::equals).count() != 1) {
            throw new IllegalArgumentException(
                    "what is signed must contain {body} once, and at most 256 characters");
        }
    }

    private void literal(String part) {
        if (part.contains("{") || part.contains("}")) {
            throw new IllegalArgumentException(
                    "'" + part + "': fields are {body}, {timestamp}, {target} and {header:NAME}");
        }
        if (!part.isEmpty()) {
            parts.add(part);
        }
    }

    /** {@return whether a time is signed} */
    public boolean signsTime() {
        return parts.contains("{timestamp}");
    }

    /** Returns the parts of the content, empty where a header that it needs is not there. */
    Optional<List<byte[]>> content(Presented presented, String timestamp) {
        List<byte[]> content = new ArrayList<>();
        for (String part : parts) {
            switch (part) {
                case "{body}" -> content.add(presented.body());
                case "{timestamp}" -> content.add(bytes(timestamp));
                case "{target}" -> content.add(bytes(presented.target()));
                default -> {
                    String value = part.startsWith("{") ? presented.header(header(part)) : part;
                    if (value == null) {
                        return Optional.empty();
                    }
                    content.add(bytes(value));
                }
            }
        }
        return Optional.of(content);
    }

    private static String header(String part) {
        return part.substring("{header:".length(), part.length() - 1).toLowerCase(Locale.ROOT);
    }

    /** Header values reach us with one character for each byte. */
    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SigningTemplate that && text.equals(that.text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
