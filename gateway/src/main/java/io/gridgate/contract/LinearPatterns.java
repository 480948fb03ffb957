package io.gridgate.contract;

import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import com.networknt.schema.regex.RegularExpression;
import com.networknt.schema.regex.RegularExpressionFactory;

import org.jspecify.annotations.Nullable;

/**
 * Patterns of schemas in RE2, whose time is linear in the text: no text that a sender makes up can
 * keep it busy, whatever the pattern. It has no look-around and no back-references.
 *
 * <p>Keeps the first pattern that it cannot read instead of throwing, because the schema library
 * would log it and go on. For one thread, at start.
 */
final class LinearPatterns implements RegularExpressionFactory {

    /** Most characters of a pattern. */
    static final int LENGTH_MAX = 1_000;

    private @Nullable String flaw;

    @Override
    public RegularExpression getRegularExpression(String regex) {
        if (regex.length() > LENGTH_MAX) {
            flaw = "a pattern has more than " + LENGTH_MAX + " characters: " + regex;
            return _ -> false;
        }
        try {
            Pattern pattern = Pattern.compile(regex);
            return text -> pattern.matcher(text).find();
        } catch (PatternSyntaxException e) {
            flaw = "the pattern '" + regex + "' is not one of RE2: " + e.getDescription();
            return _ -> false;
        }
    }

    /** Returns what is wrong with the first pattern that cannot be used, null if all can. */
    @Nullable String flaw() {
        return flaw;
    }
}
