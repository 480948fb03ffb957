package io.gridgate.log.embedded;

import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * The {@link Cohort}s of one topic or subscription. Counted in memory within a round and written
 * with it, so that they are as true as what they count. Used by the committer thread only.
 */
final class Cohorts {

    private static final int FOLDED_PER_STEP = 64;

    private final int owner;
    private final Map<Long, Cohort> changed = new HashMap<>();
    private @Nullable Cohort latest;

    /**
     * Makes the cohorts of a topic or subscription.
     *
     * @param id its number
     */
    Cohorts(int id) {
        this.owner = Keys.cohortsOf(id);
    }

    /** Returns the cohort of an event, to be counted in. */
    Cohort at(long acceptedAt, SegmentStore store) {
        long number = Cohort.number(acceptedAt);
        Cohort cohort = latest;
        if (cohort == null || cohort.number() != number) {
            cohort = changed.computeIfAbsent(number, each -> load(each, store));
            latest = cohort;
        }
        return cohort;
    }

    private Cohort load(long number, SegmentStore store) {
        Entry stored = store.chunk(owner, number);
        return stored == null || stored.number() != number
                ? new Cohort(number)
                : Cohort.decode(number, stored.present());
    }

    /** Adds what changed to the round. */
    void collect(Round round) {
        changed.values()
                .forEach(cohort -> round.put(Kind.CHUNKS, owner, cohort.number(), cohort.encode()));
        changed.clear();
        latest = null;
    }

    /** Visits all cohorts, oldest first, as they are on disk. */
    void forEach(SegmentStore store, Consumer<Cohort> visitor) {
        store.chunks(
                owner,
                0,
                Long.MAX_VALUE,
                stored -> {
                    visitor.accept(Cohort.decode(stored.number(), stored.present()));
                    return true;
                });
    }

    /**
     * Adds old cohorts to the one for what was long ago, a few at a time.
     *
     * @param foldable tells which may be
     */
    void fold(long acceptedBefore, Predicate<Cohort> foldable, SegmentStore store, Round round) {
        List<Cohort> old = new ArrayList<>();
        store.chunks(
                owner,
                Cohort.LONG_AGO + 1,
                Cohort.number(acceptedBefore),
                stored -> {
                    Cohort cohort = Cohort.decode(stored.number(), stored.present());
                    if (foldable.test(cohort)) {
                        old.add(cohort);
                    }
                    return old.size() < FOLDED_PER_STEP;
                });
        for (Cohort cohort : old) {
            changed.computeIfAbsent(Cohort.LONG_AGO, number -> load(number, store)).add(cohort);
            changed.remove(cohort.number());
            latest = null;
            round.remove(Kind.CHUNKS, owner, cohort.number());
        }
        if (!old.isEmpty()) {
            collect(round);
        }
    }
}
