package io.gridgate.log.embedded;

import static io.gridgate.log.embedded.LogModel.check;

import io.gridgate.log.Audit;
import io.gridgate.log.DeadLetter;
import io.gridgate.log.LogException;
import io.gridgate.log.Settlement;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;
import io.gridgate.log.lease.PendingChunk;
import io.gridgate.log.segment.Entry;
import io.gridgate.log.segment.ForgetfulDisk;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Publishers and consumers around a {@link SimulatedLog}, all driven by one seed, beside a {@link
 * LogModel}. After each write the answers, the books and the disk are compared with the model.
 *
 * <p>A round is what the committer does with the calls that wait: decide, write once, answer. It
 * may end before the write, when nothing of it may ever be seen; in the write, which fails with or
 * without effect; after it, when all of it must be there though nobody got an answer; or with the
 * power, which takes what was written since the last promise, and no more.
 */
final class LogSimulation {

    private enum Fate {
        ANSWERED,
        KILLED_BEFORE_WRITE,
        WRITE_REFUSED,
        WRITE_UNSURE,
        KILLED_BEFORE_ANSWER
    }

    /** So that what one call gives up at the most is all that there is to give up. */
    private static final int PENDING_MAX = 100;

    private final SplittableRandom random;
    private final SimulatedWorld world;
    private final SimulatedLog log;
    private final PlantedBug bug;
    private final Consumer<Supplier<String>> trace;
    private final List<Consumer<LogModel>> journal = new ArrayList<>();

    /** Where in the journal each write begins that a loss of power may take. */
    private final List<Integer> unpromised = new ArrayList<>();

    private final Map<Command<?>, SimulatedCall> waiting = new HashMap<>();
    private LogModel model = new LogModel();
    private long lastNow;

    /**
     * Makes a simulation.
     *
     * @param folder an empty folder
     * @param trace takes what happens
     */
    LogSimulation(long seed, Path folder, PlantedBug bug, Consumer<Supplier<String>> trace) {
        this.random = new SplittableRandom(seed);
        this.world = new SimulatedWorld(random);
        this.log = new SimulatedLog(folder, seed, bug);
        this.bug = bug;
        this.trace = trace;
    }

    /** Runs the given number of rounds, then settles all that is left. */
    void run(int rounds) {
        world.topics().forEach(topic -> answer(SimulatedCall.declare(topic, bug)));
        if (world.beginsLate()) {
            log.views()
                    .values()
                    .forEach(view -> answer(SimulatedCall.append(view, world.fillers())));
        }
        world.subscriptions()
                .forEach(each -> answer(SimulatedCall.declare(each, log.nonces(), bug)));
        for (int i = 0; i < rounds; i++) {
            pass();
            if (random.nextInt(100) == 0) {
                round(List.of(), Fate.ANSWERED); // what is over by now, ends by the old limits
                answer(SimulatedCall.declare(world.changed(), log.nonces(), bug));
            }
            round(calls(), fate());
            misfortune();
        }
        settleAll();
        log.close();
    }

    /** Lets time pass, now and then just until something ends. */
    private void pass() {
        switch (random.nextInt(40)) {
            case 0 -> repeatAtTheEndOfAWindow();
            case 1, 2, 3 -> log.clock().advance(log.untilDue().orElse(Duration.ZERO));
            default -> log.clock().advance(world.clockStep());
        }
    }

    private void repeatAtTheEndOfAWindow() {
        TopicModel topic = model.topic(world.topic());
        topic.firstInWindow(log.now())
                .ifPresent(first -> {
                    long end = first.at() + topic.settings.dedupWindow().toMillis();
                    log.clock().advance(Duration.ofMillis(end - log.now() - random.nextInt(2)));
                    TopicView view = log.views().get(topic.settings.name());
                    answer(SimulatedCall.append(view, List.of(first.event())));
                });
    }

    private Fate fate() {
        return world.hasFault() ? Fate.values()[random.nextInt(5)] : Fate.ANSWERED;
    }

    private List<SimulatedCall> calls() {
        List<SimulatedCall> calls = new ArrayList<>();
        for (int left = random.nextInt(5); left > 0; left--) {
            calls.add(call());
        }
        return calls;
    }

    private SimulatedCall call() {
        SimulatedWorld.Caller caller = world.caller();
        int kind = random.nextInt(12);
        if (kind < 4 && model.pendingMax() < PENDING_MAX) {
            return SimulatedCall.append(log.views().get(world.topic()), world.toPublish());
        }
        if (kind == 4) {
            return SimulatedCall.find(log.views().get(world.topic()), world.published());
        }
        if (kind < 8 && !caller.tokens.isEmpty() && random.nextInt(caller.settlesOneIn) == 0) {
            return SimulatedCall.settle(
                    caller.subscription, world.tokens(caller), world.settlement());
        }
        int lockMillisMax =
                random.nextBoolean() ? 5_000 : random.nextInt(8) == 0 ? 7_200_000 : 90_000;
        long lockMillis = 1_000L + random.nextInt(lockMillisMax);
        int max = 1 + random.nextInt(random.nextInt(8) == 0 ? 100 : 6);
        return SimulatedCall.lease(caller, max, lockMillis, random.nextInt(4) == 0);
    }

    private void answer(SimulatedCall call) {
        round(List.of(call), Fate.ANSWERED);
    }

    private void round(List<SimulatedCall> calls, Fate fate) {
        calls.forEach(call -> waiting.put(call.command(), call));
        List<Command<?>> decided = log.decide(calls.stream().map(SimulatedCall::command).toList());
        long now = log.now();
        trace.accept(() -> "at %d, %s: %s".formatted(now, fate, calls));
        check(now >= lastNow, "the time of the log fell from " + lastNow, now);
        lastNow = now;
        int writes = log.disk().writeCount();
        int begin = journal.size();
        if (fate == Fate.KILLED_BEFORE_WRITE) {
            crash();
            return;
        }
        if (isWritten(decided, fate)) {
            learn(decided, now);
            settle(decided, begin, log.disk().writeCount() > writes);
            compare(now);
            answer(decided, fate, now);
            return;
        }
        if (fate == Fate.WRITE_UNSURE) {
            learnAnswers(decided, now);
        }
        log.mend();
        learnDeadLetters(now);
        begin();
    }

    private void answer(List<Command<?>> decided, Fate fate, long now) {
        if (fate == Fate.KILLED_BEFORE_ANSWER) {
            crash();
            return;
        }
        decided.forEach(command -> waiting.remove(command).answered().run());
        checkNobodyStarves(now);
        giveUpSomeWaits();
    }

    /** Writes, and tells whether that went well. */
    private boolean isWritten(List<Command<?>> decided, Fate fate) {
        log.disk()
                .failNextWrite(
                        switch (fate) {
                            case WRITE_REFUSED -> ForgetfulDisk.Fault.REFUSED;
                            case WRITE_UNSURE -> ForgetfulDisk.Fault.UNSURE;
                            default -> ForgetfulDisk.Fault.NONE;
                        });
        try {
            log.write(decided);
        } catch (LogException.Unavailable _) {
            decided.forEach(Command::complete);
            return false;
        } finally {
            log.disk().failNextWrite(ForgetfulDisk.Fault.NONE);
        }
        return true;
    }

    /** Tells the model what was written. */
    private void learn(List<Command<?>> decided, long now) {
        learnAnswers(decided, now);
        learnDeadLetters(now);
        decided.stream()
                .map(waiting::get)
                .filter(SimulatedCall::isQuestion)
                .forEach(question -> tell(question.told().apply(now)));
    }

    private void learnAnswers(List<Command<?>> decided, long now) {
        tell(seen -> seen.advanced(now));
        decided.stream()
                .map(waiting::get)
                .filter(call -> !call.isQuestion())
                .forEach(call -> tell(call.told().apply(now)));
    }

    private void learnDeadLetters(long now) {
        for (SubscriptionName name : log.subscriptions()) {
            Map<Long, DeadLetter> known = model.subscription(name).deadLetters;
            for (Entry stored : log.deadLetters(name)) {
                if (!known.containsKey(stored.number())) {
                    DeadLetter letter =
                            DeadLetterRecord.decode(name, stored.number(), stored.present());
                    tell(seen -> seen.subscription(name).gaveUp(letter, now));
                }
            }
        }
    }

    /** Takes note of whether a loss of power may take what was written. */
    private void settle(List<Command<?>> decided, int begin, boolean isWritten) {
        boolean promised =
                decided.stream()
                        .anyMatch(command -> waiting.get(command).isPromise().getAsBoolean());
        if (promised) {
            unpromised.clear();
        } else if (isWritten) {
            unpromised.add(begin);
        }
    }

    private void tell(Consumer<LogModel> entry) {
        journal.add(entry);
        entry.accept(model);
    }

    private void compare(long now) {
        world.topics().stream()
                .map(Topic::name)
                .filter(name -> model.topic(name) != null && random.nextInt(12) == 0)
                .forEach(this::compareAudit);
        for (SubscriptionName name : log.subscriptions()) {
            SubscriptionModel expected = model.subscription(name);
            expected.checkNothingOverdue(now, !log.isDue(name));
            expected.check(log.books(name));
            Map<Long, PendingChunk.Entry> pending = log.pending(name);
            expected.check(pending);
            List<Long> letters = log.deadLetters(name).stream().map(Entry::number).toList();
            check(letters.size() == expected.deadLetters.size(), "dead letters", letters);
            expected.checkStored(log.booksOnDisk(name, pending.size()));
        }
    }

    /** The books by time agree with the records, and their sums with the model. */
    private void compareAudit(TopicName name) {
        Audit audit = log.audit(name);
        check(audit.holds(), "an audit finds something", audit);
        model.topic(name).audited(audit);
    }

    private void checkNobodyStarves(long now) {
        for (SimulatedCall call : waiting.values()) {
            call.waitsFor()
                    .ifPresent(name -> {
                        boolean starves =
                                model.subscription(name).hasAvailable(now) && !log.isDue(name);
                        check(!starves, "it waits though there is something", call);
                    });
        }
    }

    /** A caller whose wait is over takes its call back. */
    private void giveUpSomeWaits() {
        waiting.values().removeIf(call -> random.nextInt(10) == 0 && call.isGivenUp());
    }

    private void misfortune() {
        if (!world.hasFault()) {
            return;
        }
        switch (random.nextInt(8)) {
            case 0, 1, 2 -> {
                trace.accept(() -> "killed");
                crash();
            }
            case 3 -> {
                trace.accept(() -> "restarted");
                log.restart();
                begin();
            }
            default -> losePower();
        }
    }

    private void losePower() {
        int lost = log.losePower(random.nextInt(4));
        trace.accept(() -> "power is lost, and with it %d writes".formatted(lost));
        check(lost <= unpromised.size(), "writes are lost that were promised", lost);
        if (lost > 0) {
            int left = unpromised.get(unpromised.size() - lost);
            journal.subList(left, journal.size()).clear();
            model = LogModel.replay(journal);
        }
        begin();
    }

    private void crash() {
        log.crash();
        begin();
    }

    /** Compares what was found on disk with the model; lock tokens are worth nothing now. */
    private void begin() {
        waiting.clear();
        unpromised.clear();
        lastNow = log.now();
        check(log.views().size() == model.topics.size(), "topics", log.views().keySet());
        for (SubscriptionName name : log.subscriptions()) {
            Map<Long, PendingChunk.Entry> pending = log.pending(name);
            tell(seen -> seen.subscription(name).crashed(pending));
            SubscriptionModel expected = model.subscription(name);
            expected.check(log.books(name));
            Map<Long, DeadLetter> letters = new HashMap<>();
            log.deadLetters(name)
                    .forEach(stored ->
                            letters.put(
                                    stored.number(),
                                    DeadLetterRecord.decode(
                                            name, stored.number(), stored.present())));
            expected.checkDeadLetters(letters);
            pending.keySet().forEach(sequence -> checkBody(name, sequence));
        }
    }

    private void checkBody(SubscriptionName name, long sequence) {
        model.topic(name.topic()).checkBody(sequence, log.event(name.topic(), sequence));
    }

    /** Once all is settled and every window is over, nothing is left on the disk. */
    private void settleAll() {
        trace.accept(() -> "settle all");
        for (int left = 200; model.pendingMax() > 0; left--) {
            check(left > 0, "the log does not dry up", model.topics.values());
            for (SubscriptionName name : log.subscriptions()) {
                SimulatedWorld.Caller caller = new SimulatedWorld.Caller(name, 1);
                answer(SimulatedCall.lease(caller, 1_000, 1_000, false));
                answer(SimulatedCall.settle(name, caller.tokens, new Settlement.Acknowledge()));
            }
            log.clock().advance(Duration.ofMinutes(2));
        }
        for (int i = 0; i < 8; i++) {
            log.clock().advance(Duration.ofHours(1));
            round(List.of(), Fate.ANSWERED);
        }
        world.topics()
                .forEach(topic ->
                        check(!log.hasDedupRecords(topic.name()), "dedup records are left", topic));
    }
}
