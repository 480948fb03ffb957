package io.gridgate.benchmarks.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.LockSupport;

/**
 * A way to a server on loopback that can be slow, silent, or closed, whatever is spoken on it. Safe
 * for any thread.
 */
public final class Detour implements AutoCloseable {

    /** What becomes of connections and of what comes on them. */
    public enum State {
        /** All goes through. */
        OPEN,
        /** Connections are taken, and nothing goes through. */
        SILENT,
        /** Connections are closed. */
        CLOSED
    }

    private static final int CHUNK = 64 * 1024;
    private static final long LOOK_AGAIN_NANOS = 1_000_000;

    private final InetSocketAddress server;
    private final Duration delay;
    private final ServerSocket door;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile State state = State.OPEN;

    /**
     * Opens the way.
     *
     * @param server where it leads
     * @param delay how much later what the server answers goes on
     */
    public Detour(InetSocketAddress server, Duration delay) {
        this.server = server;
        this.delay = delay;
        try {
            door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().name("detour").start(this::take);
    }

    /** {@return its own port} */
    public int port() {
        return door.getLocalPort();
    }

    /**
     * Changes what becomes of connections; those that are there close when it closes.
     *
     * @param next what becomes of them from now on
     */
    public void turn(State next) {
        state = next;
        if (next == State.CLOSED) {
            sockets.forEach(Detour::end);
        }
    }

    private void take() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                if (state == State.CLOSED) {
                    end(caller);
                } else {
                    connect(caller);
                }
            } catch (IOException e) {
                // The door is closed, or the server cannot be reached; the loop tells which.
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        Socket far = new Socket();
        try {
            far.connect(server);
        } catch (IOException e) {
            end(caller);
            throw e;
        }
        caller.setTcpNoDelay(true);
        far.setTcpNoDelay(true);
        sockets.add(caller);
        sockets.add(far);
        Thread.ofVirtual().name("detour-there").start(() -> copy(caller, far, Duration.ZERO));
        Thread.ofVirtual().name("detour-back").start(() -> copy(far, caller, delay));
    }

    private void copy(Socket from, Socket to, Duration late) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                if (late.isPositive()) {
                    LockSupport.parkNanos(late.toNanos());
                }
                while (state == State.SILENT && !door.isClosed()) {
                    LockSupport.parkNanos(LOOK_AGAIN_NANOS);
                }
                out.write(chunk, 0, n);
            }
        } catch (IOException e) {
            // One end is gone; the other one goes with it.
        } finally {
            sockets.remove(from);
            sockets.remove(to);
        }
    }

    private static void end(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        try {
            door.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            sockets.forEach(Detour::end);
        }
    }
}
