package io.gridgate.log.embedded;

import io.gridgate.log.Audit;
import io.gridgate.log.LogException;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.Books;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Audits one topic on the committer's thread, so that all numbers are of the same moment. */
final class Auditing {

    private static final int FINDINGS_MAX = 100;

    private final LogState state;
    private final TopicState topic;
    private final long first;
    private final long last;
    private final List<String> findings = new ArrayList<>();

    private Auditing(LogState state, TopicState topic, Instant from, Instant to) {
        this.state = state;
        this.topic = topic;
        this.first = from.equals(Instant.EPOCH) ? 0 : Cohort.number(from.toEpochMilli());
        this.last = Cohort.number(to.toEpochMilli() - 1);
    }

    static Audit of(LogState state, TopicName name, Instant from, Instant to, boolean recount) {
        TopicState topic = state.topic(name);
        if (topic == null) {
            throw new LogException.NotFound("there is no topic " + name);
        }
        return new Auditing(state, topic, from, to).audit(name, recount);
    }

    private Audit audit(TopicName name, boolean recount) {
        Cohort all = new Cohort(first);
        Cohort accepted = sum(topic.cohorts(), all);
        List<Audit.Account> accounts =
                topic.subscriptions().stream()
                        .map(this::account)
                        .sorted(Comparator.comparing(each -> each.subscription().value()))
                        .toList();
        if (all.taken() != topic.acceptedCount()) {
            find(
                    "the books of topic %s have %d accepted events, its sequence says %d"
                            .formatted(name, all.taken(), topic.acceptedCount()));
        }
        if (recount) {
            new Recount(state, topic).compare(this::find);
        }
        Instant from = first == 0 ? Instant.EPOCH : begin(first);
        return new Audit(
                name,
                from,
                begin(last + 1),
                accepted.taken(),
                accepted.settled(),
                accounts,
                findings);
    }

    private static Instant begin(long number) {
        return Instant.ofEpochMilli(number * Cohort.SPAN_MILLIS);
    }

    private void find(String finding) {
        if (findings.size() < FINDINGS_MAX) {
            findings.add(finding);
        }
    }

    /** Sums up the cohorts of the range, and all there are. */
    private Cohort sum(Cohorts cohorts, Cohort all) {
        Cohort sum = new Cohort(first);
        cohorts.forEach(
                state.store(),
                cohort -> {
                    all.add(cohort);
                    if (cohort.number() >= first && cohort.number() <= last) {
                        sum.add(cohort);
                    }
                });
        return sum;
    }

    private Audit.Account account(SubscriptionState subscription) {
        Cohort all = new Cohort(first);
        Cohort sum = sum(subscription.cohorts(), all);
        Books books = subscription.queue().books();
        boolean same =
                books.balance()
                        && all.taken() == books.matchedCount()
                        && all.acknowledged() == books.acknowledgedCount()
                        && all.deadLettered() + all.expired() == books.deadLetteredCount()
                        && all.pending() == books.pendingCount();
        if (!same) {
            find(
                    ("the books of %s by time have matched %d, acknowledged %d, dead-lettered %d,"
                                    + " expired %d, pending %d; its total is %s")
                            .formatted(
                                    subscription.settings().name(),
                                    all.taken(),
                                    all.acknowledged(),
                                    all.deadLettered(),
                                    all.expired(),
                                    all.pending(),
                                    books));
        }
        return new Audit.Account(
                subscription.settings().name(),
                sum.taken(),
                sum.acknowledged(),
                sum.deadLettered(),
                sum.expired(),
                sum.pending());
    }
}
