package io.gridgate.accept;

import io.gridgate.accept.Outcome.Forbidden;
import io.gridgate.event.Event;

import java.util.List;
import java.util.Optional;

/**
 * Which events a source may publish to its topic: those whose type is among the types, and whose
 * source is among the sources. What is not listed is forbidden. Texts are compared exactly, letter
 * case included. Immutable, for any number of threads.
 *
 * @param types each a type, one of its ancestors followed by {@code .*}, or {@code *} for all
 * @param sources each a source, its beginning up to a {@code /} or {@code :} followed by {@code *},
 *     or {@code *} for all
 */
public record PublishRule(List<String> types, List<String> sources) {

    /** Most types and most sources of one rule; they are tried one after the other. */
    public static final int ENTRIES_MAX = 100;

    /** Longest type or source. */
    public static final int LENGTH_MAX = 512;

    private static final String ANY = "*";

    /** Every event, for a machine of one's own. */
    public static final PublishRule ANYTHING = new PublishRule(List.of(ANY), List.of(ANY));

    private static final String RECEIPT = "is none that this source may publish";

    /** Checks that every star stands where it has a meaning. */
    public PublishRule {
        types = List.copyOf(types);
        sources = List.copyOf(sources);
        if (types.size() > ENTRIES_MAX || sources.size() > ENTRIES_MAX) {
            throw new IllegalArgumentException("at most " + ENTRIES_MAX + " types and sources");
        }
        types.forEach(type -> require(isType(type), type));
        sources.forEach(source -> require(isSource(source), source));
    }

    /**
     * {@return a rule for events of these types, whatever their source}
     *
     * @param types as of the record
     */
    public static PublishRule types(String... types) {
        return new PublishRule(List.of(types), List.of(ANY));
    }

    /**
     * {@return whether a text can stand among the types}
     *
     * @param text the text
     */
    public static boolean isType(String text) {
        return endsRight(text, ".") && !text.startsWith(".");
    }

    /**
     * {@return whether a text can stand among the sources}
     *
     * @param text the text
     */
    public static boolean isSource(String text) {
        return endsRight(text, "/:");
    }

    /** Returns why an event may not be published, empty where it may. */
    Optional<Forbidden> refusal(Event event) {
        if (!covers(types, event.type())) {
            return Optional.of(new Forbidden("type", RECEIPT));
        }
        return covers(sources, event.key().source())
                ? Optional.empty()
                : Optional.of(new Forbidden("source", RECEIPT));
    }

    private static boolean covers(List<String> patterns, String text) {
        for (String pattern : patterns) {
            int last = pattern.length() - 1;
            boolean covered =
                    pattern.charAt(last) == '*'
                            ? text.length() > last && text.regionMatches(0, pattern, 0, last)
                            : pattern.equals(text);
            if (covered) {
                return true;
            }
        }
        return false;
    }

    private static boolean endsRight(String text, String before) {
        int star = text.indexOf('*');
        boolean starFits =
                star < 0
                        || text.equals(ANY)
                        || (star == text.length() - 1
                                && star > 0
                                && before.indexOf(text.charAt(star - 1)) >= 0);
        return starFits && !text.isEmpty() && text.length() <= LENGTH_MAX;
    }

    private static void require(boolean right, String text) {
        if (!right) {
            throw new IllegalArgumentException("a star stands alone or at the end: " + text);
        }
    }
}
