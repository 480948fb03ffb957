package io.gridgate.log.embedded;

import io.gridgate.event.Event;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;

import java.util.Arrays;
import java.util.List;

/**
 * A topic as callers see it; a new one is published with each change of settings, so identity tells
 * whether anything changed. Immutable.
 *
 * @param id its number
 * @param topic its settings
 * @param subscriptions its subscriptions; the index of one never changes
 * @param all the indices of all subscriptions; callers must not write
 */
@SuppressWarnings("ArrayRecordComponent") // shared so that a match of all costs nothing
record TopicView(int id, Topic topic, List<Subscription> subscriptions, int[] all) {

    static TopicView of(int id, Topic topic, List<Subscription> subscriptions) {
        int[] all = new int[subscriptions.size()];
        Arrays.setAll(all, index -> index);
        return new TopicView(id, topic, List.copyOf(subscriptions), all);
    }

    /** Returns the indices of the subscriptions that want the event; callers must not write. */
    int[] wanting(Event event) {
        int[] wanting = new int[all.length];
        int count = 0;
        for (int index = 0; index < all.length; index++) {
            EventFilter filter = subscriptions.get(index).filter();
            if (filter.matches(event::attribute)) {
                wanting[count++] = index;
            }
        }
        return count == all.length ? all : Arrays.copyOf(wanting, count);
    }
}
