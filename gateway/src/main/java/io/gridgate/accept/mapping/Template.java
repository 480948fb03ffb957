package io.gridgate.accept.mapping;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Text with fields in braces: {@code order-{/id}}. A field is a JSON Pointer into the payload,
 * {@code header:NAME} or {@code body-sha256}; several with {@code |} between them mean the first
 * that has a value. Where a field has none, the whole text has none.
 */
public final class Template implements Expression {

    /** Longest template, in characters. */
    public static final int LENGTH_MAX = 512;

    private static final String HEADER = "header:";
    private static final String HASH = "body-sha256";
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]{1,64}");
    private static final Pattern POINTER = Pattern.compile("(/([^~/]|~0|~1)*)*");

    private final String template;
    private final List<Part> parts = new ArrayList<>();

    private sealed interface Part {
        record Literal(String text) implements Part {}

        record Field(List<String> alternatives) implements Part {}
    }

    /**
     * Reads a template.
     *
     * @param template the text
     * @throws IllegalArgumentException if it is none; the message says why
     */
    public Template(String template) {
        if (template.length() > LENGTH_MAX) {
            throw new IllegalArgumentException("longer than " + LENGTH_MAX + " characters");
        }
        this.template = template;
        int at = 0;
        while (at < template.length()) {
            int open = template.indexOf('{', at);
            int literalEnd = open < 0 ? template.length() : open;
            literal(template.substring(at, literalEnd));
            if (open < 0) {
                return;
            }
            int close = template.indexOf('}', open);
            if (close < 0) {
                throw new IllegalArgumentException("a '{' without '}'");
            }
            field(template.substring(open + 1, close));
            at = close + 1;
        }
    }

    private void literal(String text) {
        if (text.contains("}")) {
            throw new IllegalArgumentException("a '}' without '{'");
        }
        if (!text.isEmpty()) {
            parts.add(new Part.Literal(text));
        }
    }

    private void field(String text) {
        List<String> alternatives = List.of(text.split("\\|", -1));
        for (String each : alternatives) {
            boolean header = each.startsWith(HEADER) && isName(each.substring(HEADER.length()));
            boolean pointer = isPointer(each) && !each.isEmpty();
            boolean known = header || pointer || each.equals(HASH);
            if (!known) {
                throw new IllegalArgumentException(
                        "'{" + text + "}': a field is a JSON Pointer, header:NAME or " + HASH);
            }
        }
        parts.add(new Part.Field(alternatives));
    }

    private static boolean isName(String text) {
        return HEADER_NAME.matcher(text).matches();
    }

    /**
     * {@return whether a text is a JSON Pointer}
     *
     * @param text the text
     */
    public static boolean isPointer(String text) {
        return POINTER.matcher(text).matches();
    }

    @Override
    public Optional<String> text(Delivery delivery) {
        StringBuilder text = new StringBuilder();
        for (Part part : parts) {
            switch (part) {
                case Part.Literal(String literal) -> text.append(literal);
                case Part.Field(List<String> alternatives) -> {
                    Optional<String> value =
                            alternatives.stream()
                                    .flatMap(each -> value(each, delivery).stream())
                                    .findFirst();
                    if (value.isEmpty()) {
                        return Optional.empty();
                    }
                    text.append(value.get());
                }
            }
        }
        return text.isEmpty() || text.length() > JsonFields.TEXT_CHARS_MAX
                ? Optional.empty()
                : Optional.of(text.toString());
    }

    private static Optional<String> value(String field, Delivery delivery) {
        if (field.equals(HASH)) {
            return Optional.of(delivery.payloadHash());
        }
        return field.startsWith(HEADER)
                ? delivery.header(field.substring(HEADER.length()).toLowerCase(Locale.ROOT))
                : delivery.fields().text(field);
    }

    @Override
    public Set<String> pointers() {
        Set<String> pointers = new TreeSet<>();
        for (Part part : parts) {
            if (part instanceof Part.Field(List<String> alternatives)) {
                alternatives.stream().filter(Template::isPointer).forEach(pointers::add);
            }
        }
        return pointers;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Template that && template.equals(that.template);
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    @Override
    public String toString() {
        return template;
    }
}
