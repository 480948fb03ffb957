package io.gridgate.event;

import org.jspecify.annotations.Nullable;

/**
 * An event that is being read: what was found so far and the first thing wrong with its form. All
 * front doors collect into a draft, so that one place decides what an event is. Not safe for use by
 * several threads.
 */
final class EventDraft {

    /** Most attributes of one event; names are compared pairwise. */
    static final int ATTRIBUTES_MAX = 128;

    private final Attributes attributes = new Attributes();
    private DataKind dataKind = DataKind.NONE;
    private int dataFrom;
    private int dataTo;
    private @Nullable String flawed;
    private @Nullable String flaw;

    Attributes attributes() {
        return attributes;
    }

    DataKind dataKind() {
        return dataKind;
    }

    int dataFrom() {
        return dataFrom;
    }

    int dataTo() {
        return dataTo;
    }

    /** Adds an attribute; null is a JSON null, which takes the name but means absent. */
    void add(String name, @Nullable Object value) {
        if (mayAdd(name)) {
            attributes.add(name, value);
        }
    }

    /** Adds an attribute that is a text of printable ASCII characters only. */
    void addPlain(String name, String value) {
        if (mayAdd(name)) {
            attributes.addPlain(name, value);
        }
    }

    private boolean mayAdd(String name) {
        if (attributes.contains(name)) {
            flaw(name, "must not be given twice");
            return false;
        }
        if (attributes.size() == ATTRIBUTES_MAX) {
            flaw("", "event has more than " + ATTRIBUTES_MAX + " attributes");
            return false;
        }
        return true;
    }

    /** Sets where the data lies in the array that the draft was read from. */
    void data(DataKind kind, int from, int to) {
        dataKind = kind;
        dataFrom = from;
        dataTo = to;
    }

    /** Notes that something is wrong with the form of the event; the first note counts. */
    void flaw(String attribute, String reason) {
        if (flaw == null) {
            flawed = attribute;
            flaw = reason;
        }
    }

    void copyFlaw(EventDraft other) {
        if (flawed != null && flaw != null) {
            other.flaw(flawed, flaw);
        }
    }

    /** Returns the first rule that the event breaks, required attributes first; null if none. */
    @Nullable Problem problem(int index) {
        return flaw == null && isFlawless() ? null : firstProblem(index);
    }

    private boolean isFlawless() {
        for (int i = 0; i < attributes.size(); i++) {
            Object value = attributes.value(i);
            if (value == null
                    || AttributeRules.flaw(attributes.name(i), value, attributes.isPlain(i))
                            != null) {
                return false;
            }
        }
        return attributes.contains(AttributeNames.ID)
                && attributes.contains(AttributeNames.SOURCE)
                && attributes.contains(AttributeNames.TYPE)
                && attributes.contains(AttributeNames.SPECVERSION);
    }

    private @Nullable Problem firstProblem(int index) {
        for (String name : AttributeNames.REQUIRED) {
            Object value = attributes.get(name);
            String reason =
                    value == null ? "attribute is required" : AttributeRules.flaw(name, value);
            if (reason != null) {
                return problem(name, reason, index);
            }
        }
        for (int i = 0; i < attributes.size(); i++) {
            String reason = optionalFlaw(attributes.name(i), attributes.value(i));
            if (reason != null) {
                return problem(attributes.name(i), reason, index);
            }
        }
        return flaw == null || flawed == null ? null : problem(flawed, flaw, index);
    }

    private static @Nullable String optionalFlaw(String name, @Nullable Object value) {
        if (AttributeNames.REQUIRED.contains(name)) {
            return null;
        }
        return value == null ? AttributeNames.flaw(name) : AttributeRules.flaw(name, value);
    }

    /** Returns a problem of this event, with its identity as far as it is known. */
    Problem problem(String attribute, String reason, int index) {
        return new Problem(
                AttributeNames.shortened(attribute),
                reason,
                index,
                attributes.text(AttributeNames.ID),
                attributes.text(AttributeNames.SOURCE));
    }

    /**
     * Returns the event.
     *
     * @param json the event as JSON object
     * @param base where in the array that the draft was read from {@code json} begins
     */
    Event toEvent(byte[] json, int base) {
        int offset = dataKind == DataKind.NONE ? 0 : dataFrom - base;
        return new Event(attributes, json, dataKind, offset, dataTo - dataFrom);
    }
}
