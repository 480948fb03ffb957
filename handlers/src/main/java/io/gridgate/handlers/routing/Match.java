package io.gridgate.handlers.routing;

import io.cloudevents.CloudEvent;

import java.util.OptionalInt;

/**
 * Which events a route wants. Texts are compared exactly, letter case included; one that ends with
 * {@code *} wants everything that begins so. In a type the star stands for whole words: {@code
 * com.contoso.order.*} wants {@code com.contoso.order.placed} and {@code
 * com.contoso.order.line.added}, not {@code com.contoso.orders}.
 *
 * @param type the type, one of its ancestors followed by {@code .*}, or {@code *} for all
 * @param source the source, or its beginning followed by {@code *}
 * @param subject the subject, or its beginning followed by {@code *}; an event without subject has
 *     the empty one
 * @param version the version of the contract, which {@code dataschema} ends with; empty for any
 */
public record Match(String type, String source, String subject, OptionalInt version) {

    static final String ANY = "*";

    /** Checks that a star stands where it has a meaning. */
    public Match {
        if (type.isEmpty() || source.isEmpty()) {
            throw new IllegalArgumentException("type and source cannot be empty, * wants all");
        }
        int star = type.indexOf('*');
        if (star >= 0 && !type.equals(ANY) && (star != type.length() - 1 || !type.endsWith(".*"))) {
            throw new IllegalArgumentException(
                    "type '%s': a * stands alone or at the end, after a dot".formatted(type));
        }
        if (version.isPresent() && version.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "version is %d, must be 1 or more".formatted(version.getAsInt()));
        }
    }

    /**
     * {@return a match by type alone}
     *
     * @param type the type, one of its ancestors followed by {@code .*}, or {@code *} for all
     */
    public static Match type(String type) {
        return new Match(type, ANY, ANY, OptionalInt.empty());
    }

    /**
     * {@return the same, for events of a source}
     *
     * @param wanted the source, or its beginning followed by {@code *}
     */
    public Match source(String wanted) {
        return new Match(type, wanted, subject, version);
    }

    /**
     * {@return the same, for events with a subject}
     *
     * @param wanted the subject, or its beginning followed by {@code *}
     */
    public Match subject(String wanted) {
        return new Match(type, source, wanted, version);
    }

    /**
     * {@return the same, for events of one version of their contract}
     *
     * @param wanted 1 or more
     */
    public Match version(int wanted) {
        return new Match(type, source, subject, OptionalInt.of(wanted));
    }

    /** Returns whether everything but the type fits. */
    boolean fits(CloudEvent event) {
        String about = event.getSubject();
        return fits(source, event.getSource().toString())
                && fits(subject, about == null ? "" : about)
                && (version.isEmpty() || version.equals(ContractVersion.of(event)));
    }

    private static boolean fits(String wanted, String text) {
        return wanted.endsWith(ANY)
                ? text.startsWith(wanted.substring(0, wanted.length() - 1))
                : text.equals(wanted);
    }
}
