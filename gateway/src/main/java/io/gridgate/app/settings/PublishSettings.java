package io.gridgate.app.settings;

import io.gridgate.accept.PublishRule;

import java.util.List;

/** Reads which events a source may publish. What is not declared is denied. */
final class PublishSettings {

    static final Key<List<String>> TYPES =
            Key.of(
                    "types",
                    Kinds.listOf(
                            Kinds.text(
                                    "event type, `com.contoso.order.*` for all under it, or `*`",
                                    PublishRule::isType),
                            PublishRule.ENTRIES_MAX),
                    List.of(),
                    "Types of the events that this source may publish to its topic. At least one is"
                            + " needed: what is not listed is answered 403.");
    static final Key<List<String>> EVENT_SOURCES =
            Key.of(
                    "event-sources",
                    Kinds.listOf(
                            Kinds.text(
                                    "`source` of events, `/shop/*` or `urn:shop:*` for all that"
                                            + " begin so, or `*`",
                                    PublishRule::isSource),
                            PublishRule.ENTRIES_MAX),
                    List.of(),
                    "Values of `source` that the events may have. Needed for `cloudevents`, where"
                            + " the sender chooses them; for all others `*` without it.");

    private static final String AND_SOURCES =
            ", and their `source`, for example event-sources: [/shop]";

    private PublishSettings() {}

    /** Checks that something is allowed, and says what to add where nothing is. */
    static void check(PublishRule rule, SourceScheme scheme) {
        boolean choosesSource = !scheme.mapsSource();
        if (rule.types().isEmpty()) {
            throw new IllegalArgumentException(
                    "may publish nothing without types; add the types of its events, for example"
                            + " types: ["
                            + scheme.typesExample()
                            + "]"
                            + (choosesSource && rule.sources().isEmpty() ? AND_SOURCES : ""));
        }
        if (rule.sources().isEmpty()) {
            throw new IllegalArgumentException(
                    "may publish nothing without event-sources; add the `source` of its events,"
                            + " for example event-sources: [/shop]");
        }
    }

    static PublishRule from(Node node) {
        List<String> sources = node.get(EVENT_SOURCES);
        boolean all = sources.isEmpty() && node.get(SourceSettings.SCHEME).mapsSource();
        return new PublishRule(node.get(TYPES), all ? List.of("*") : sources);
    }
}
