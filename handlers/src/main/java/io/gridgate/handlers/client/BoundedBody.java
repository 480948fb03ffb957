package io.gridgate.handlers.client;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads a body into memory, up to a limit. */
final class BoundedBody implements BodySubscriber<byte[]> {

    private final int bytesMax;
    private final Bytes received;
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    /**
     * Prepares for one answer.
     *
     * @param bytesMax the limit
     * @param announced the length that the answer announces, or less than zero
     */
    BoundedBody(int bytesMax, long announced) {
        this.bytesMax = bytesMax;
        boolean usable = announced >= 0 && announced <= Math.min(bytesMax, 1 << 20);
        this.received = new Bytes(usable ? (int) announced : 4096);
    }

    @Override
    public CompletionStage<byte[]> getBody() {
        return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (body.isDone()) {
                return;
            }
            if (received.size() + (long) buffer.remaining() > bytesMax) {
                body.completeExceptionally(new AnswerTooLargeException(bytesMax));
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
            received.write(buffer);
        }
    }

    @Override
    public void onError(Throwable failure) {
        body.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        body.complete(received.take());
    }

    /** Gives its own array away when it is just full, which a right announcement makes it. */
    private static final class Bytes extends ByteArrayOutputStream {
        Bytes(int size) {
            super(size);
        }

        void write(ByteBuffer buffer) {
            byte[] chunk = new byte[buffer.remaining()];
            buffer.get(chunk);
            write(chunk, 0, chunk.length);
        }

        byte[] take() {
            return count == buf.length ? buf : toByteArray();
        }
    }
}
