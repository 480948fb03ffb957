package io.gridgate.log.embedded;

/** The owners of records of {@link io.gridgate.log.segment.Kind#META}; the number is an id. */
final class Keys {

    static final int FORMAT = 'f';
    static final int TOPIC = 't';
    static final int SUBSCRIPTION = 's';
    static final int TOPIC_STATE = 'q';
    static final int BOOKS = 'b';

    private Keys() {}

    /**
     * Returns the owner of the {@link Cohort}s of a topic or subscription. They are kept as records
     * of {@link io.gridgate.log.segment.Kind#CHUNKS}, whose other owners are the subscriptions.
     */
    static int cohortsOf(int id) {
        return -id;
    }
}
