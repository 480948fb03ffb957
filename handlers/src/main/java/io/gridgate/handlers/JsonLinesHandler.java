package io.gridgate.handlers;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.client.JsonCloudEvent;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Appends each event to a file, as one line of JSON, once.
 *
 * <p>The file is the inbox: the line and the note that its event is done are one append, so after a
 * crash the file itself tells which events are done. An event whose {@code source} and {@code id}
 * are in the file already is acknowledged and not written again; a line that a crash cut short is
 * removed at the start, and its event comes again since it was not acknowledged. The most recent
 * events are remembered (a million by default, 24 bytes each); a duplicate that comes later than
 * that is written again.
 *
 * <p>The line is the event's exact JSON; only one that spans lines loses its white space between
 * tokens. It is handed to the operating system before the event is acknowledged, and forced to disk
 * first where {@link Durability#DISK} is chosen, many events by one force. A write that fails is
 * taken back and throws, so that the event comes again.
 *
 * <p>Safe for use by many threads; one process may write to a file at a time.
 */
public final class JsonLinesHandler implements EventHandler, AutoCloseable {

    /** When an event counts as written. */
    public enum Durability {
        /** The operating system has it: survives the end of the process, not of the machine. */
        PROCESS,
        /** It is forced to disk: survives power loss as well. */
        DISK
    }

    private static final int REMEMBERED = 1_000_000;

    private final JsonLinesFile file;
    private final RecentEvents done;
    private final Durability durability;
    private final ReentrantLock lock = new ReentrantLock();

    private JsonLinesHandler(JsonLinesFile file, RecentEvents done, Durability durability) {
        this.file = file;
        this.done = done;
        this.durability = durability;
    }

    /**
     * Opens a file, made if it is not there, and reads which events are in it.
     *
     * @param path the file
     * @param durability when an event counts as written
     * @return the handler
     * @throws IOException if the file cannot be read or written, or another process writes to it
     */
    public static JsonLinesHandler open(Path path, Durability durability) throws IOException {
        return open(path, durability, REMEMBERED);
    }

    /**
     * Opens a file and remembers as many events as told.
     *
     * @param path the file
     * @param durability when an event counts as written
     * @param remembered how many of the most recent events are known as done, at least 1
     * @return the handler
     * @throws IOException if the file cannot be read or written, or another process writes to it
     */
    public static JsonLinesHandler open(Path path, Durability durability, int remembered)
            throws IOException {
        RecentEvents done = new RecentEvents(remembered);
        JsonLinesFile file = JsonLinesFile.open(path, line -> done.add(JsonCloudEvent.of(line)));
        return new JsonLinesHandler(file, done, durability);
    }

    @Override
    public Outcome handle(CloudEvent event, DeliveryContext context) throws IOException {
        JsonCloudEvent json = JsonCloudEvent.from(event);
        RecentEvents.Key key = RecentEvents.Key.of(json);
        byte[] line = JsonLine.of(json.json());
        long end;
        lock.lock();
        try {
            if (!done.contains(key)) {
                file.append(line);
                done.add(key);
            }
            end = file.length();
        } finally {
            lock.unlock();
        }
        if (durability == Durability.DISK) {
            file.force(end);
        }
        return Outcome.acknowledge();
    }

    /** Closes the file; events that come after this fail. */
    @Override
    public void close() throws IOException {
        file.close();
    }
}
