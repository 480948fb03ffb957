package io.gridgate.handlers;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

class RecentEventsTest {

    /** Behaves like a set that drops its oldest, also where many keys want the same slot. */
    @Property
    void isABoundedSetInOrderOfArrival(
            @ForAll("keys") List<RecentEvents.Key> keys,
            @ForAll @IntRange(min = 1, max = 150) int bound) {
        RecentEvents recent = new RecentEvents(bound);
        Set<RecentEvents.Key> model = new LinkedHashSet<>();
        for (RecentEvents.Key key : keys) {
            assertThat(recent.contains(key)).isEqualTo(model.contains(key));
            recent.add(key);
            model.add(key);
            if (model.size() > bound) {
                Iterator<RecentEvents.Key> oldest = model.iterator();
                oldest.next();
                oldest.remove();
            }
        }
        for (RecentEvents.Key key : keys) {
            assertThat(recent.contains(key)).isEqualTo(model.contains(key));
        }
    }

    @Provide
    Arbitrary<List<RecentEvents.Key>> keys() {
        return Arbitraries.integers()
                .between(0, 200)
                .map(number -> new RecentEvents.Key(number % 16, number))
                .list()
                .ofMaxSize(600);
    }
}
