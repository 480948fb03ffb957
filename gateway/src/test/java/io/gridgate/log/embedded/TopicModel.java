package io.gridgate.log.embedded;

import static io.gridgate.log.embedded.LogModel.check;
import static io.gridgate.log.embedded.LogModel.checkSame;

import io.gridgate.event.EventKey;
import io.gridgate.log.AppendResult;
import io.gridgate.log.Audit;
import io.gridgate.log.EventStatus;
import io.gridgate.log.NewEvent;
import io.gridgate.log.StoredEvent;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A topic as it must be: every acceptance there ever was, and the last one of each key. */
final class TopicModel {

    /** One acceptance of an event. */
    record Accepted(NewEvent event, long sequence, long at, Set<SubscriptionName> wanting) {}

    final Topic settings;
    final Map<SubscriptionName, SubscriptionModel> subscriptions = new LinkedHashMap<>();
    final Map<Long, Accepted> accepted = new HashMap<>();
    private final Map<EventKey, Accepted> lastByKey = new HashMap<>();
    private long lastSequence = -1;
    private long lastAt;
    private long latest;

    TopicModel(Topic settings) {
        this.settings = settings;
    }

    void declare(Subscription subscription) {
        SubscriptionModel known = subscriptions.get(subscription.name());
        if (known == null) {
            subscriptions.put(subscription.name(), new SubscriptionModel(settings, subscription));
        } else {
            known.settings(settings, subscription);
        }
    }

    void advanced(long now) {
        latest = Math.max(latest, now);
        subscriptions.values().forEach(subscription -> subscription.advanced(now));
    }

    /** The log answered an append and wrote so. */
    void appended(NewEvent event, AppendResult result, long now) {
        EventKey key = event.event().key();
        Accepted first = settings.deduplicates() ? lastByKey.get(key) : null;
        boolean appended = result instanceof AppendResult.Appended;
        if (first != null && isInWindow(first, now) && !(appended && wasOver(first))) {
            checkSame(result, repeat(first, event), "answer to a repeat");
            return;
        }
        check(appended, "a new event was not appended", result);
        check(result.sequence() > lastSequence, "a sequence was used twice", result);
        check(result.acceptedAt().toEpochMilli() == now, "time of acceptance", result);
        check(now >= lastAt, "the time of acceptance fell", result);
        lastSequence = result.sequence();
        lastAt = now;
        Set<SubscriptionName> wanting = new HashSet<>();
        subscriptions.forEach((name, subscription) -> {
            if (subscription.wants(event.event().type())) {
                wanting.add(name);
                subscription.appended(result.sequence(), now);
            }
        });
        Accepted acceptance = new Accepted(event, result.sequence(), now, wanting);
        accepted.put(result.sequence(), acceptance);
        lastByKey.put(key, acceptance);
    }

    private static AppendResult repeat(Accepted first, NewEvent offered) {
        Instant at = Instant.ofEpochMilli(first.at());
        if (Arrays.equals(first.event().contentHash(), offered.contentHash())) {
            return new AppendResult.Duplicate(first.sequence(), at);
        }
        HexFormat hex = HexFormat.of();
        return new AppendResult.Conflict(
                first.sequence(),
                at,
                hex.formatHex(first.event().contentHash()),
                hex.formatHex(offered.contentHash()));
    }

    private boolean isPending(Accepted acceptance) {
        return acceptance.wanting().stream()
                .anyMatch(
                        name -> subscriptions.get(name).pending.containsKey(acceptance.sequence()));
    }

    /** Returns the acceptance whose window ends first. */
    Optional<Accepted> firstInWindow(long now) {
        return lastByKey.values().stream()
                .filter(each -> settings.deduplicates() && isInWindow(each, now))
                .min(Comparator.comparingLong(Accepted::sequence));
    }

    private boolean isInWindow(Accepted first, long now) {
        return first.at() + settings.dedupWindow().toMillis() > now;
    }

    /**
     * Tells whether a time that the log has seen was past the window. With the clock set back, a
     * restart may see an earlier time again, and by then the acceptance may be forgotten.
     */
    private boolean wasOver(Accepted first) {
        return !isInWindow(first, latest);
    }

    /**
     * The log told where an event is: of its last acceptance while that is in its window or not
     * settled; afterwards of any, or that it does not know.
     */
    void found(EventKey key, Optional<EventStatus> status, long now) {
        Accepted last = lastByKey.get(key);
        boolean isKept =
                last != null
                        && settings.deduplicates()
                        && (isPending(last) || (isInWindow(last, now) && !wasOver(last)));
        if (status.isEmpty()) {
            check(!isKept, "an event in its window is not known", last);
            return;
        }
        Accepted found = accepted.get(status.get().sequence());
        check(found != null && found.event().event().key().equals(key), "wrong event", status);
        check(!isKept || last.equals(found), "an earlier acceptance", status);
        Map<SubscriptionName, EventStatus.State> states = new HashMap<>();
        found.wanting()
                .forEach(name -> states.put(name, subscriptions.get(name).state(found.sequence())));
        EventStatus expected =
                new EventStatus(found.sequence(), Instant.ofEpochMilli(found.at()), states);
        checkSame(status.get(), expected, "status");
    }

    /** The log read an event that is not settled. */
    void checkBody(long sequence, @Nullable StoredEvent stored) {
        NewEvent event = accepted.get(sequence).event();
        boolean same =
                stored != null
                        && stored.key().equals(event.event().key())
                        && Arrays.equals(stored.json(), event.event().json());
        check(same, "an event is not there as it was appended", event);
    }

    /** An audit of all there ever was tells what became of every acceptance. */
    void audited(Audit audit) {
        checkSame(audit.accepted(), (long) accepted.size(), "accepted");
        long unwanted = accepted.values().stream().filter(each -> each.wanting().isEmpty()).count();
        checkSame(audit.unwanted(), unwanted, "unwanted");
        for (Audit.Account account : audit.accounts()) {
            checkSame(
                    account,
                    subscriptions.get(account.subscription()).account(),
                    "audited account");
        }
    }
}
