package io.gridgate.accept;

import io.gridgate.log.TopicName;

import java.util.regex.Pattern;

/**
 * The name of a source: the partner it belongs to and its own name. Both are 1 to 24 lower-case
 * letters and digits, with single hyphens inside.
 *
 * @param partner the partner's name
 * @param name the source's name, unique within the partner
 */
public record SourceId(String partner, String name) {

    /** Most characters of partner and source together where the source has a quarantine. */
    public static final int QUARANTINE_NAMES_MAX = 46;

    private static final Pattern ALLOWED = Pattern.compile("(?=.{1,24}$)[a-z0-9]+(-[a-z0-9]+)*");

    /** Refuses names that could not stand in a path or in the name of an outbox. */
    public SourceId {
        check("partner", partner);
        check("source", name);
    }

    private static void check(String what, String value) {
        if (!ALLOWED.matcher(value).matches()) {
            throw new IllegalArgumentException(what + " name '" + value + "' must be " + rule());
        }
    }

    /** {@return the rule for both names, for error texts} */
    public static String rule() {
        return "1 to 24 lower-case letters or digits, with single hyphens inside";
    }

    /**
     * {@return whether a text could be the name of a partner or source}
     *
     * @param text the text
     */
    public static boolean allows(String text) {
        return ALLOWED.matcher(text).matches();
    }

    /**
     * {@return the log topic in which this source's events wait for their way out} Every source has
     * its own, so that no partner can see, block or pre-empt another's events. The double hyphen
     * keeps {@code a-b/c} and {@code a/b-c} apart.
     */
    public TopicName outbox() {
        return new TopicName(partner + "--" + name);
    }

    /**
     * {@return the log topic in which events of this source wait for a person} Two more hyphens
     * than the outbox has tell it from any outbox.
     *
     * @throws IllegalArgumentException if both names have more than {@value #QUARANTINE_NAMES_MAX}
     *     characters together, so that there is no such topic
     */
    public TopicName quarantine() {
        return new TopicName(partner + "----" + name);
    }

    /** {@return whether the names are short enough for a quarantine} */
    public boolean hasQuarantine() {
        return partner.length() + name.length() <= QUARANTINE_NAMES_MAX;
    }

    @Override
    public String toString() {
        return partner + "/" + name;
    }
}
