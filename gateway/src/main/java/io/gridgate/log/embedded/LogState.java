package io.gridgate.log.embedded;

import io.gridgate.log.AppendResult;
import io.gridgate.log.LockToken;
import io.gridgate.log.LogException;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.segment.Kind;
import io.gridgate.log.segment.Round;
import io.gridgate.log.segment.SegmentStore;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Everything the log knows, as it is after the last command; decides commands and collects what
 * they change into one round of records. Used by the committer thread only.
 */
final class LogState {

    private final SegmentStore store;
    private final Dedup dedup;
    private final Round round = new Round();
    private final Housekeeping housekeeping;
    private final long deadLetterRetentionMillis;
    private final Map<TopicName, TopicState> topics = new HashMap<>();
    private final Map<SubscriptionName, SubscriptionState> subscriptions = new HashMap<>();
    private final Set<TopicState> touchedTopics = new LinkedHashSet<>();
    private final List<SubscriptionState> touched = new ArrayList<>();
    private final List<StateCommand<?>> questions = new ArrayList<>();
    private Map<TopicName, TopicView> views = Map.of();
    private boolean settingsChanged = true;
    private int lastId;
    private long now;
    private Instant instant;
    private boolean promised;

    LogState(SegmentStore store, Dedup dedup, EmbeddedLogOptions options, long now) {
        this.store = store;
        this.dedup = dedup;
        this.housekeeping = new Housekeeping(this, options);
        this.deadLetterRetentionMillis = options.deadLetterRetention().toMillis();
        this.now = now;
        this.instant = Instant.ofEpochMilli(now);
    }

    /** Takes up a topic that was stored or has just been made. */
    void add(TopicState topic) {
        topics.put(topic.settings().name(), topic);
        lastId = Math.max(lastId, topic.id());
    }

    /** Takes up a subscription that was stored or has just been made. */
    void add(SubscriptionState subscription) {
        subscription.topic().add(subscription);
        subscriptions.put(subscription.settings().name(), subscription);
        lastId = Math.max(lastId, subscription.id());
    }

    SegmentStore store() {
        return store;
    }

    /** Returns how long dead letters are kept at the least. */
    long deadLetterRetentionMillis() {
        return deadLetterRetentionMillis;
    }

    Dedup dedup() {
        return dedup;
    }

    Round round() {
        return round;
    }

    long now() {
        return now;
    }

    /** Returns {@link #now} as results have it. */
    Instant instant() {
        return instant;
    }

    Iterable<TopicState> topics() {
        return topics.values();
    }

    @Nullable TopicState topic(TopicName name) {
        return topics.get(name);
    }

    SubscriptionState subscription(SubscriptionName name) {
        SubscriptionState subscription = subscriptions.get(name);
        if (subscription == null) {
            throw new LogException.NotFound("there is no event subscription " + name);
        }
        return subscription;
    }

    /** Returns the ids of subscriptions from one on, in their order. */
    List<Integer> subscriptionIds(int from) {
        return subscriptions.values().stream()
                .map(SubscriptionState::id)
                .filter(id -> id >= from)
                .sorted()
                .toList();
    }

    int nextId() {
        return ++lastId;
    }

    void touch(TopicState topic) {
        touchedTopics.add(topic);
    }

    /** Takes note that the round changes a subscription. */
    void touch(SubscriptionState subscription) {
        if (subscription.touch()) {
            touched.add(subscription);
        }
    }

    /** Begins a round: lets time pass. */
    void begin(long time) {
        if (now != time) {
            now = time;
            instant = Instant.ofEpochMilli(time);
        }
        for (SubscriptionState subscription : subscriptions.values()) {
            if (subscription.queue().dueAt() <= now) {
                subscription.queue().advance(now, subscription.changes());
                touch(subscription);
            }
        }
        housekeeping.step(now);
    }

    /** Decides a command; leases are decided at the end of the round, questions after it. */
    void execute(Command<?> command, Consumer<Command<?>> decided) {
        switch (command) {
            case LeaseCommand lease -> {
                SubscriptionState subscription = subscription(lease.subscription());
                subscription.enqueue(lease);
                touch(subscription);
                return;
            }
            case AppendCommand append -> append(append);
            case SettleCommand settle -> settle(settle);
            case StateCommand<?> work when work.isQuestion() -> {
                questions.add(work);
                return;
            }
            case StateCommand<?> work -> work.run(this);
        }
        decided.accept(command);
    }

    private void append(AppendCommand command) {
        TopicState topic = topics.get(command.topic().topic().name());
        if (topic == null) {
            throw new LogException.NotFound("there is no topic " + command.topic().topic().name());
        }
        command.preparedFor(topic.view());
        List<AppendResult> results = new ArrayList<>(command.size());
        for (int i = 0; i < command.size(); i++) {
            results.add(topic.append(command, i, this));
        }
        touchedTopics.add(topic);
        promised = true;
        command.decide(results);
    }

    private void settle(SettleCommand command) {
        SubscriptionState subscription = subscription(command.subscription());
        List<SettleResult> results = new ArrayList<>(command.tokens().size());
        for (LockToken token : command.tokens()) {
            results.add(
                    subscription
                            .queue()
                            .settle(token, command.settlement(), now, subscription.changes()));
        }
        touch(subscription);
        promised |= isPromise(command.settlement());
        command.decide(results);
    }

    /** A renewal lives in memory, and nobody waits for what was given back. */
    private static boolean isPromise(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Acknowledge _, Settlement.Reject _, Settlement.Release _ -> true;
            case Settlement.Renew _, Settlement.GiveBack _ -> false;
        };
    }

    /** Ends a round: hands out events to those who wait, and collects what changed. */
    void end(Consumer<Command<?>> decided) {
        for (SubscriptionState subscription : touched) {
            subscription.serve(now, decided);
            if (!subscription.changes().isEmpty()) {
                subscription.collect(store, round, now);
            }
        }
        touchedTopics.forEach(topic -> topic.collect(round));
    }

    /** Writes what the round changed, if anything. */
    void write() {
        if (!round.isEmpty()) {
            store.write(round, promised);
            round.clear();
        }
        for (SubscriptionState subscription : touched) {
            subscription.written();
        }
        dedup.written();
        touched.clear();
        touchedTopics.clear();
        promised = false;
    }

    /** Answers the questions of a round that was written. */
    void answer(Consumer<Command<?>> decided) {
        for (StateCommand<?> question : questions) {
            try {
                question.run(this);
            } catch (LogException.NotFound e) {
                question.fail(e);
            }
            decided.accept(question);
        }
        questions.clear();
    }

    /** Returns when something has to be done though no command comes. */
    long dueAt() {
        long due = housekeeping.dueAt();
        for (SubscriptionState subscription : subscriptions.values()) {
            due = Math.min(due, subscription.queue().dueAt());
            if (subscription.hasWaiters() && subscription.queue().hasReady()) {
                due = now;
            }
        }
        return due;
    }

    void dismissWaiters(Consumer<LeaseCommand> dismissal) {
        subscriptions.values().forEach(each -> each.dismissWaiters(dismissal));
    }

    /** Returns the topics as callers may see them from now on; the same map until they change. */
    Map<TopicName, TopicView> views() {
        if (settingsChanged) {
            Map<TopicName, TopicView> changed = new HashMap<>();
            topics.forEach((name, topic) -> changed.put(name, topic.view()));
            views = Map.copyOf(changed);
            settingsChanged = false;
        }
        return views;
    }

    /** Closes what was derived from the store, which is closed next, for the next start to find. */
    void close() {
        dedup.close(Recovery.position(topics.values()));
    }

    /** Closes what was derived from a store that it may not agree with. */
    void discard() {
        dedup.discard();
    }

    /** Creates a topic or changes its settings. */
    void declare(Topic settings) {
        TopicState topic = topics.get(settings.name());
        if (topic == null) {
            topic = new TopicState(nextId(), settings, TopicCounters.NEW);
            add(topic);
        } else {
            topic.settings(settings);
        }
        round.put(Kind.META, Keys.TOPIC, topic.id(), Settings.encode(settings));
        touchedTopics.add(topic);
        topic.subscriptions().forEach(this::touch);
        promised = true;
        settingsChanged = true;
    }

    /** Creates a subscription or changes its settings. */
    void declare(Subscription settings, java.util.function.LongSupplier nonces) {
        TopicState topic = topics.get(settings.name().topic());
        if (topic == null) {
            throw new LogException.NotFound("there is no topic " + settings.name().topic());
        }
        SubscriptionState subscription = subscriptions.get(settings.name());
        if (subscription == null) {
            subscription = Recovery.empty(nextId(), topic, settings, store, nonces);
            add(subscription);
        } else {
            subscription.settings(settings);
            topic.subscriptionChanged();
        }
        byte[] record = Settings.encode(topic.id(), settings);
        round.put(Kind.META, Keys.SUBSCRIPTION, subscription.id(), record);
        touch(subscription);
        promised = true;
        settingsChanged = true;
    }
}
