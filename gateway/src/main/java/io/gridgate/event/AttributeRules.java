package io.gridgate.event;

import org.jspecify.annotations.Nullable;

/**
 * What the value of each context attribute must be.
 *
 * <p>Source: CloudEvents 1.0.2 §3.1 (attributes) and §3.1.1 (type system).
 */
final class AttributeRules {

    /** Stands for a value that JSON can write and no attribute can have. */
    record Unusable(String flaw) {}

    /** Stands for a header value that could not be read at all, whatever it was meant to be. */
    record Undecodable(String flaw) {}

    private AttributeRules() {}

    /** Returns what is wrong with an attribute, to be read after its name; null if nothing is. */
    static @Nullable String flaw(String name, Object value) {
        return flaw(name, value, false);
    }

    /**
     * Returns what is wrong with an attribute.
     *
     * @param plain whether the value is a text of printable ASCII, whose characters are all allowed
     */
    static @Nullable String flaw(String name, Object value, boolean plain) {
        if (value instanceof Undecodable(String flaw)) {
            return flaw;
        }
        return switch (name) {
            case AttributeNames.ID, AttributeNames.TYPE, AttributeNames.SUBJECT ->
                    textFlaw(value, plain);
            case AttributeNames.SOURCE -> sourceFlaw(value, plain);
            case AttributeNames.SPECVERSION -> "1.0".equals(value) ? null : "must be \"1.0\"";
            case AttributeNames.TIME -> timeFlaw(value);
            case AttributeNames.DATASCHEMA -> schemaFlaw(value);
            case AttributeNames.DATACONTENTTYPE -> contentTypeFlaw(value, plain);
            default -> extensionFlaw(name, value, plain);
        };
    }

    private static @Nullable String textFlaw(Object value, boolean plain) {
        return value instanceof String text && !text.isEmpty()
                ? plain ? null : AttributeText.flaw(text)
                : "must be non-empty string";
    }

    private static @Nullable String sourceFlaw(Object value, boolean plain) {
        String flaw = textFlaw(value, plain);
        return flaw == null && !UriReference.isValid((String) value)
                ? "must be URI-reference"
                : flaw;
    }

    private static @Nullable String timeFlaw(Object value) {
        return value instanceof String text && Timestamps.isValid(text)
                ? null
                : "must be RFC 3339 timestamp";
    }

    private static @Nullable String schemaFlaw(Object value) {
        return value instanceof String text && UriReference.isSchema(text)
                ? null
                : "must be absolute URI";
    }

    private static @Nullable String contentTypeFlaw(Object value, boolean plain) {
        return value instanceof String text
                        && (plain || AttributeText.flaw(text) == null)
                        && MediaType.isValid(text)
                ? null
                : "must be media type";
    }

    private static @Nullable String extensionFlaw(String name, Object value, boolean plain) {
        String flaw = AttributeNames.flaw(name);
        if (flaw != null) {
            return flaw;
        }
        return switch (value) {
            case String text -> plain ? null : AttributeText.flaw(text);
            case Integer _, Boolean _ -> null;
            case Unusable unusable -> unusable.flaw();
            default -> "must be string, integer or boolean";
        };
    }
}
