package io.gridgate.handlers.claimcheck;

import org.jspecify.annotations.Nullable;

import java.io.ByteArrayOutputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/** Reads the body of an answer up to a limit, and stops there. */
final class BoundedData implements BodySubscriber<StoredData> {

    private final int bytesMax;
    private final ByteArrayOutputStream read = new ByteArrayOutputStream();
    private final CompletableFuture<StoredData> data = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BoundedData(int bytesMax) {
        this.bytesMax = bytesMax;
    }

    @Override
    public CompletionStage<StoredData> getBody() {
        return data;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            if (data.isDone()) {
                return;
            }
            if (read.size() + (long) buffer.remaining() > bytesMax) {
                data.complete(new StoredData.TooLarge());
                if (subscription != null) {
                    subscription.cancel();
                }
                return;
            }
            byte[] bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            read.writeBytes(bytes);
        }
    }

    @Override
    public void onError(Throwable failure) {
        data.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        data.complete(new StoredData.Found(read.toByteArray()));
    }
}
