package io.gridgate.benchmarks.load;

import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;

/**
 * Receives events and, unless told otherwise, acknowledges them with the next request. Tokens are
 * found by their place, the answer is not parsed: every event has the size of the sample events.
 */
public final class Pulling implements Dialogue {

    private static final byte[] TOKEN = "\"lockToken\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ID = "\"id\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OPEN = "{\"lockTokens\":[\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BETWEEN = "\",\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CLOSE = "\"]}".getBytes(StandardCharsets.US_ASCII);
    private static final int TOKEN_BYTES = 80;

    /** An event is never shorter than this, so the search for the next token starts behind it. */
    private static final int SKIP = SampleEvents.BYTES - 64;

    private final ByteBuffer receive;
    private final HttpRequest acknowledge;
    private final WhenEmpty whenEmpty;
    private final boolean settles;
    private final Histogram ages = Window.newHistogram();
    private final ByteBuffer tokens;
    private final ByteBuffer settle;
    private int held;
    private boolean empty;
    private long agesFromMicros = Long.MAX_VALUE;
    private long agesToMicros;

    /** What to do when a receive brings nothing. */
    public enum WhenEmpty {
        /** Ask nothing more in this window. */
        STOP,
        /** Ask again. */
        GO_ON
    }

    private Pulling(
            HttpRequest receive,
            HttpRequest acknowledge,
            int eventsMax,
            WhenEmpty whenEmpty,
            boolean settles) {
        this.receive = receive.with(new byte[0]);
        this.acknowledge = acknowledge;
        this.whenEmpty = whenEmpty;
        this.settles = settles;
        tokens = ByteBuffer.allocate(eventsMax * (TOKEN_BYTES + BETWEEN.length) + OPEN.length);
        settle = ByteBuffer.allocateDirect(tokens.capacity() + 1024);
    }

    /**
     * Receives and acknowledges in turn.
     *
     * @param receive the receive operation
     * @param acknowledge the acknowledge operation
     * @param eventsMax most events that a receive brings
     * @param whenEmpty what to do when it brings none
     */
    public static Pulling andAcknowledge(
            HttpRequest receive, HttpRequest acknowledge, int eventsMax, WhenEmpty whenEmpty) {
        return new Pulling(receive, acknowledge, eventsMax, whenEmpty, true);
    }

    /**
     * Receives only, so that events stay locked; stops when there are none.
     *
     * @param receive the receive operation
     * @param eventsMax most events that a receive brings
     */
    public static Pulling andHold(HttpRequest receive, int eventsMax) {
        return new Pulling(receive, receive, eventsMax, WhenEmpty.STOP, false);
    }

    /**
     * Begins to note how old events are when they come, by the time in their ids.
     *
     * @param fromNanos events from before are not counted
     * @param toNanos nor are later ones
     * @see Publishing#timed
     */
    public void noteAges(long fromNanos, long toNanos) {
        ages.reset();
        agesFromMicros = fromNanos / 1000;
        agesToMicros = toNanos / 1000;
    }

    /** {@return nanoseconds from when an event should have been sent until it was here} */
    public Histogram ages() {
        return ages.copy();
    }

    @Override
    public @Nullable ByteBuffer request(long intendedNanos) {
        if (held > 0 && settles) {
            return settle;
        }
        if (empty && whenEmpty == WhenEmpty.STOP) {
            empty = false;
            return null;
        }
        return receive.rewind();
    }

    @Override
    public int answered(Response response) {
        if (held > 0 && settles) {
            int done = held;
            held = 0;
            return done;
        }
        collect(response);
        empty = held == 0;
        if (settles && held > 0) {
            byte[] start = acknowledge.start(tokens.position());
            settle.clear().put(start).put(tokens.flip()).flip();
            return 0;
        }
        int received = held;
        held = 0;
        return received;
    }

    private void collect(Response response) {
        byte[] bytes = response.bytes();
        int end = response.bodyEnd();
        long nowMicros = System.nanoTime() / 1000;
        held = 0;
        tokens.clear().put(OPEN);
        for (int at = find(TOKEN, bytes, response.bodyStart(), end); at < end; ) {
            if (held > 0) {
                tokens.put(BETWEEN);
            }
            tokens.put(bytes, at, TOKEN_BYTES);
            held++;
            noteAge(bytes, at + TOKEN_BYTES, end, nowMicros);
            at = find(TOKEN, bytes, at + SKIP, end);
        }
        tokens.put(CLOSE);
    }

    private void noteAge(byte[] bytes, int at, int end, long nowMicros) {
        if (agesFromMicros == Long.MAX_VALUE) {
            return;
        }
        int id = find(ID, bytes, at, end);
        if (id < end) {
            long sent = Publishing.sentMicros(Hex.read(bytes, id));
            if (sent >= agesFromMicros && sent <= agesToMicros) {
                ages.recordValue(
                        Math.clamp((nowMicros - sent) * 1000, 0, Window.LATENCY_MAX_NANOS));
            }
        }
    }

    /** The position after the next occurrence, or the end. */
    private static int find(byte[] what, byte[] in, int from, int end) {
        int last = end - what.length;
        for (int i = from; i <= last; i++) {
            if (in[i] == what[0] && in[i + 3] == what[3] && matches(what, in, i)) {
                return i + what.length;
            }
        }
        return end;
    }

    private static boolean matches(byte[] what, byte[] in, int at) {
        for (int i = 0; i < what.length; i++) {
            if (in[at + i] != what[i]) {
                return false;
            }
        }
        return true;
    }
}
