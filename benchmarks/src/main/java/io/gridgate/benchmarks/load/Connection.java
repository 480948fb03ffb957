package io.gridgate.benchmarks.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;

/** One keep-alive connection with at most one request under way. For one thread. */
final class Connection implements AutoCloseable {

    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final InetSocketAddress address;
    private final Selector selector;
    private final Dialogue dialogue;
    private final Response response = new Response();
    private SocketChannel channel;
    private SelectionKey key;
    private ByteBuffer unsent = NOTHING;
    private long intendedNanos;
    private boolean waiting;

    private Connection(InetSocketAddress address, Selector selector, Dialogue dialogue)
            throws IOException {
        this.address = address;
        this.selector = selector;
        this.dialogue = dialogue;
        this.channel = connect();
        this.key = register();
    }

    static Connection open(InetSocketAddress address, Selector selector, Dialogue dialogue)
            throws IOException {
        return new Connection(address, selector, dialogue);
    }

    /**
     * Connects again where the server has closed the connection since the last answer, as it may
     * with one that is idle. Only while nothing is under way.
     */
    void ensureOpen() throws IOException {
        if (channel.read(ByteBuffer.allocate(1)) < 0) {
            channel.close();
            channel = connect();
            key = register();
        }
    }

    private SocketChannel connect() throws IOException {
        SocketChannel opened = SocketChannel.open(address);
        opened.setOption(StandardSocketOptions.TCP_NODELAY, true);
        opened.configureBlocking(false);
        return opened;
    }

    private SelectionKey register() throws IOException {
        return channel.register(selector, SelectionKey.OP_READ, this);
    }

    long intendedNanos() {
        return intendedNanos;
    }

    boolean waiting() {
        return waiting;
    }

    Dialogue dialogue() {
        return dialogue;
    }

    Response response() {
        return response;
    }

    /** Sends the next request; false when there is none. */
    boolean send(long intended) throws IOException {
        ByteBuffer request = dialogue.request(intended);
        if (request == null) {
            return false;
        }
        intendedNanos = intended;
        unsent = request;
        waiting = true;
        response.reset();
        write();
        return true;
    }

    /** Sends on what did not fit into the socket's buffer before. */
    void write() throws IOException {
        channel.write(unsent);
        int wanted =
                unsent.hasRemaining()
                        ? SelectionKey.OP_READ | SelectionKey.OP_WRITE
                        : SelectionKey.OP_READ;
        if (key.interestOps() != wanted) {
            key.interestOps(wanted);
        }
    }

    /** Reads; true when an answer is complete. */
    boolean read(ByteBuffer buffer) throws IOException {
        buffer.clear();
        if (channel.read(buffer) < 0) {
            throw new IOException("the server closed a connection");
        }
        if (!response.accept(buffer.flip())) {
            return false;
        }
        waiting = false;
        return true;
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
