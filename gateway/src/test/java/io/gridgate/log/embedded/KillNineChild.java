package io.gridgate.log.embedded;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.CloudEventsDecoder;
import io.gridgate.event.Item;
import io.gridgate.filter.EventFilter;
import io.gridgate.log.AppendResult;
import io.gridgate.log.Delivery;
import io.gridgate.log.LockToken;
import io.gridgate.log.NewEvent;
import io.gridgate.log.SettleResult;
import io.gridgate.log.Settlement;
import io.gridgate.log.Subscription;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Topic;
import io.gridgate.log.TopicName;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;

/**
 * A process that appends and settles until it is killed, and says on standard output what was
 * confirmed to it. Lines: {@code #R} ready; {@code #A ids} accepted; {@code #D id count} delivered;
 * {@code #T ids} will acknowledge; {@code #K ids} acknowledged; {@code #E text} broken promise.
 */
final class KillNineChild {

    static final TopicName TOPIC = new TopicName("kill-nine");
    static final SubscriptionName WORKER = new SubscriptionName(TOPIC, "worker");

    private static final int APPENDERS = 8;
    private static final int LESSEES = 4;
    private static final Duration LOCK = Duration.ofMinutes(10);

    private final EmbeddedLog log;
    private final String run;
    private final PrintStream out;

    private KillNineChild(EmbeddedLog log, String run, PrintStream out) {
        this.log = log;
        this.run = run;
        this.out = out;
    }

    /** Arguments: folder, name of the run, seed, then ids that were accepted before. */
    public static void main(String[] args) throws Exception {
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, UTF_8);
        EmbeddedLog log =
                EmbeddedLog.open(Path.of(args[0]), EmbeddedFixture.OPTIONS, InstantSource.system());
        declare(log);
        KillNineChild child = new KillNineChild(log, args[1], out);
        child.say("#R");
        child.repeat(List.of(args).subList(3, args.length));
        Random seeds = new Random(Long.parseLong(args[2]));
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < APPENDERS + LESSEES; i++) {
            int number = i;
            Random random = new Random(seeds.nextLong());
            threads.add(Thread.startVirtualThread(() -> child.work(number, random)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
    }

    static void declare(EmbeddedLog log) {
        log.declare(new Topic(TOPIC, Duration.ofDays(7), Duration.ofDays(3)));
        log.declare(
                new Subscription(
                        WORKER,
                        EventFilter.ALL,
                        Duration.ofMinutes(1),
                        Subscription.UNLIMITED_DELIVERIES,
                        Duration.ofDays(7)));
    }

    /** Writes a line in one go, so that a kill can only cut the last one. */
    private synchronized void say(String line) {
        byte[] bytes = (line + "\n").getBytes(UTF_8);
        out.write(bytes, 0, bytes.length);
        out.flush();
    }

    private void repeat(List<String> ids) throws InterruptedException {
        if (ids.isEmpty()) {
            return;
        }
        for (AppendResult result :
                log.append(TOPIC, ids.stream().map(KillNineChild::event).toList())) {
            if (!(result instanceof AppendResult.Duplicate)) {
                say("#E an accepted event was not recognised: " + result);
            }
        }
    }

    static NewEvent event(String id) {
        return event(id, 300);
    }

    static NewEvent event(String id, int dataChars) {
        String json =
                "{\"specversion\":\"1.0\",\"source\":\"/kill\",\"id\":\"%s\",\"type\":\"t\",\"data\":\"%s\"}"
                        .formatted(id, "x".repeat(dataChars));
        Item item = CloudEventsDecoder.read(json.getBytes(UTF_8));
        return new NewEvent(((Item.Valid) item).event(), new byte[32]);
    }

    private void work(int number, Random random) {
        try {
            for (int i = 0; ; i++) {
                if (number < APPENDERS) {
                    append(number + "-" + i, random);
                } else {
                    leaseAndSettle(random);
                }
            }
        } catch (InterruptedException | RuntimeException e) {
            say("#E " + e);
        }
    }

    private void append(String name, Random random) throws InterruptedException {
        List<String> ids = new ArrayList<>();
        for (int i = random.nextInt(6); i >= 0; i--) {
            ids.add(run + "-" + name + "-" + i);
        }
        log.append(TOPIC, ids.stream().map(KillNineChild::event).toList());
        say("#A " + String.join(" ", ids));
    }

    private void leaseAndSettle(Random random) throws InterruptedException {
        List<Delivery> deliveries =
                log.lease(WORKER, 1 + random.nextInt(40), Duration.ofSeconds(1), LOCK);
        if (deliveries.isEmpty()) {
            return;
        }
        say(
                deliveries.stream()
                        .map(each -> "#D " + each.event().key().id() + " " + each.deliveryCount())
                        .collect(Collectors.joining("\n")));
        int fate = random.nextInt(10);
        if (fate == 0) {
            return;
        }
        List<LockToken> tokens = deliveries.stream().map(Delivery::token).toList();
        if (fate == 1) {
            log.settle(WORKER, tokens, new Settlement.Release(Duration.ZERO));
            return;
        }
        String ids =
                deliveries.stream()
                        .map(each -> each.event().key().id())
                        .collect(Collectors.joining(" "));
        say("#T " + ids);
        for (SettleResult result : log.settle(WORKER, tokens, new Settlement.Acknowledge())) {
            if (!(result instanceof SettleResult.Settled)) {
                say("#E a held token was refused: " + result);
            }
        }
        say("#K " + ids);
    }
}
