package io.gridgate.log.embedded;

import io.gridgate.log.AppendResult;
import io.gridgate.log.DedupKeys;
import io.gridgate.log.EventStatus;
import io.gridgate.log.LockToken;
import io.gridgate.log.NewEvent;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.Grant;

import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One call in a simulation.
 *
 * @param what the call in words
 * @param command what the log gets
 * @param told what the model is told once the answer is decided, by the time of the round
 * @param isPromise whether the answer says that something is durable
 * @param answered what the caller does with the answer
 */
record SimulatedCall(
        Supplier<String> what,
        Command<?> command,
        Function<Long, Consumer<LogModel>> told,
        BooleanSupplier isPromise,
        Runnable answered) {

    static SimulatedCall declare(Topic topic, PlantedBug bug) {
        Command<?> command =
                StateCommand.change(state -> {
                    state.declare(bug.told(topic));
                    return topic;
                });
        return new SimulatedCall(
                () -> "declare " + topic,
                command,
                _ -> model -> model.topics.put(topic.name(), new TopicModel(topic)),
                () -> true,
                () -> {});
    }

    static SimulatedCall declare(Subscription subscription, LongSupplier nonces, PlantedBug bug) {
        Command<?> command =
                StateCommand.change(state -> {
                    state.declare(bug.told(subscription), nonces);
                    return subscription;
                });
        return new SimulatedCall(
                () -> "declare " + subscription,
                command,
                _ -> model -> model.topic(subscription.name().topic()).declare(subscription),
                () -> true,
                () -> {});
    }

    static SimulatedCall append(TopicView topic, List<NewEvent> events) {
        AppendCommand command = new AppendCommand(topic, events);
        TopicName name = topic.topic().name();
        return new SimulatedCall(
                () -> "append to " + name + " " + ids(events),
                command,
                now -> {
                    List<AppendResult> results = command.awaitUninterruptibly();
                    return model -> {
                        for (int i = 0; i < events.size(); i++) {
                            model.topic(name).appended(events.get(i), results.get(i), now);
                        }
                    };
                },
                () -> true,
                () -> {});
    }

    private static List<String> ids(List<NewEvent> events) {
        return events.stream().limit(5).map(event -> event.event().key().id()).toList();
    }

    static SimulatedCall lease(
            SimulatedWorld.Caller caller, int max, long lockMillis, boolean waits) {
        SubscriptionName name = caller.subscription;
        LeaseCommand command = new LeaseCommand(name, max, lockMillis, waits);
        return new SimulatedCall(
                () ->
                        "lease %d of %s for %d ms%s"
                                .formatted(max, name, lockMillis, waits ? ", wait" : ""),
                command,
                now -> {
                    List<Grant> grants = command.awaitUninterruptibly();
                    return model -> model.subscription(name).granted(grants, max, lockMillis, now);
                },
                () -> false,
                () ->
                        command.awaitUninterruptibly()
                                .forEach(grant -> caller.tokens.add(grant.token())));
    }

    static SimulatedCall settle(
            SubscriptionName name, List<LockToken> tokens, Settlement settlement) {
        SettleCommand command = new SettleCommand(name, tokens, settlement);
        return new SimulatedCall(
                () -> settlement + " to " + name + " " + tokens,
                command,
                now -> {
                    List<SettleResult> results = command.awaitUninterruptibly();
                    return model -> {
                        for (int i = 0; i < tokens.size(); i++) {
                            model.subscription(name)
                                    .settled(tokens.get(i), settlement, results.get(i), now);
                        }
                    };
                },
                () ->
                        isDurable(settlement)
                                && command.awaitUninterruptibly().stream()
                                        .anyMatch(SettleResult.Settled.class::isInstance),
                () -> {});
    }

    /** A renewal lives in memory, and what is available at once needs no record. */
    private static boolean isDurable(Settlement settlement) {
        return switch (settlement) {
            case Settlement.Acknowledge _, Settlement.Reject _ -> true;
            case Settlement.Release release -> release.delay().isPositive();
            case Settlement.Renew _, Settlement.GiveBack _ -> false;
        };
    }

    static SimulatedCall find(TopicView topic, NewEvent event) {
        TopicName name = topic.topic().name();
        UUID hash = new DedupKeys(topic.topic().name()).key(event.event().key());
        DedupKey key = DedupKey.of(topic.id(), hash);
        StateCommand<Optional<EventStatus>> command =
                StateCommand.question(state -> Inquiries.find(state, name, key));
        return new SimulatedCall(
                () -> "find " + event.event().key() + " in " + name,
                command,
                now -> {
                    var status = command.awaitUninterruptibly();
                    return model -> model.topic(name).found(event.event().key(), status, now);
                },
                () -> false,
                () -> {});
    }

    /** Tells whether this is answered by what is there after the round. */
    boolean isQuestion() {
        return command instanceof StateCommand<?> work && work.isQuestion();
    }

    /** Returns for whose events this waits, if it is a lease that waits. */
    Optional<SubscriptionName> waitsFor() {
        return command instanceof LeaseCommand lease && !lease.isCancelled()
                ? Optional.of(lease.subscription())
                : Optional.empty();
    }

    /** Takes a lease back whose wait is over; false where this is none. */
    boolean isGivenUp() {
        if (!(command instanceof LeaseCommand lease)) {
            return false;
        }
        try {
            return lease.await(System.nanoTime() - 1, List.of()).isEmpty();
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Override
    public String toString() {
        return what.get();
    }
}
