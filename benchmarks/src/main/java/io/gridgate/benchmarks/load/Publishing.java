package io.gridgate.benchmarks.load;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Sends events, each with an id of its own: the requests are made beforehand, and before one is
 * sent again the digits of its ids are overwritten.
 */
public final class Publishing implements Dialogue {

    private static final AtomicInteger LANES = new AtomicInteger(1);
    private static final int SEQUENCE_BITS = 22;
    private static final long SEQUENCE_MASK = (1L << SEQUENCE_BITS) - 1;
    private static final int BYTES_OF_TEMPLATES = 128 * 1024;
    private static final int ID_AT = SampleEvents.BEFORE_ID.length();

    private final List<ByteBuffer> requests;
    private final int eventsPerRequest;
    private final int firstIdAt;
    private final int idDistance = SampleEvents.BYTES + 1;
    private final long lane;
    private boolean timed;
    private long nextId;
    private int next;

    private Publishing(List<ByteBuffer> requests, int eventsPerRequest, int firstIdAt, int lane) {
        this.requests = requests;
        this.eventsPerRequest = eventsPerRequest;
        this.firstIdAt = firstIdAt;
        this.nextId = (long) lane << 40;
        this.lane = lane;
    }

    /**
     * One event in each request.
     *
     * @param head where to and with which headers
     */
    public static Publishing single(HttpRequest head) {
        return make(head, 1, false);
    }

    /**
     * A JSON array of events in each request.
     *
     * @param head where to and with which headers
     * @param events events in each
     */
    public static Publishing batch(HttpRequest head, int events) {
        return make(head, events, true);
    }

    /**
     * One event in each request, whose id says when it should have been sent.
     *
     * @param head where to and with which headers
     */
    public static Publishing timed(HttpRequest head) {
        Publishing publishing = make(head, 1, false);
        publishing.timed = true;
        return publishing;
    }

    /**
     * Reads a time out of an id.
     *
     * @param id the id of an event that was {@link #timed}
     * @return microseconds on the clock of {@link System#nanoTime}
     */
    static long sentMicros(long id) {
        return id >>> SEQUENCE_BITS;
    }

    private static Publishing make(HttpRequest head, int events, boolean array) {
        int lane = LANES.getAndIncrement();
        SampleEvents samples = new SampleEvents(lane);
        int count = Math.max(1, BYTES_OF_TEMPLATES / SampleEvents.BYTES / events);
        List<ByteBuffer> requests = new ArrayList<>();
        int firstIdAt = 0;
        for (int i = 0; i < count; i++) {
            byte[] body = array ? array(samples, events) : samples.next();
            ByteBuffer request = head.with(body);
            firstIdAt = request.limit() - body.length + (array ? 1 : 0) + ID_AT;
            requests.add(request);
        }
        return new Publishing(requests, events, firstIdAt, lane);
    }

    private static byte[] array(SampleEvents samples, int events) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (int i = 0; i < events; i++) {
            body.write(i == 0 ? '[' : ',');
            body.writeBytes(samples.next());
        }
        body.write(']');
        return body.toByteArray();
    }

    @Override
    public ByteBuffer request(long intendedNanos) {
        ByteBuffer request = requests.get(next);
        next = next + 1 == requests.size() ? 0 : next + 1;
        if (timed) {
            long sequence = (nextId++ + (lane << 14)) & SEQUENCE_MASK;
            Hex.write(request, firstIdAt, ((intendedNanos / 1000) << SEQUENCE_BITS) | sequence);
            return request.rewind();
        }
        for (int i = 0, at = firstIdAt; i < eventsPerRequest; i++, at += idDistance) {
            Hex.write(request, at, nextId++);
        }
        return request.rewind();
    }

    @Override
    public int answered(Response response) {
        return eventsPerRequest;
    }
}
