package io.gridgate.handlers;

import io.cloudevents.CloudEvent;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Keeps what a worker tells, one line each, and lets a test wait for a line. */
final class RecordingListener implements WorkerListener {

    final List<String> lines = new CopyOnWriteArrayList<>();
    final List<Duration> pauses = new CopyOnWriteArrayList<>();

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    /** Waits until a line has come so often. */
    synchronized void await(String line, int times) {
        long limit = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        while (lines.stream().filter(line::equals).count() < times) {
            if (System.nanoTime() > limit) {
                throw new AssertionError("no '" + line + "' × " + times + " in " + lines);
            }
            try {
                wait(100);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    void await(String line) {
        await(line, 1);
    }

    @Override
    public void received(CloudEvent event, DeliveryContext context) {
        add("received " + event.getId());
    }

    @Override
    public void handled(CloudEvent event, DeliveryContext context, Outcome outcome, Duration took) {
        add("handled " + event.getId() + " in " + took.toSeconds() + " s");
    }

    @Override
    public void failed(
            CloudEvent event,
            DeliveryContext context,
            Throwable failure,
            Outcome outcome,
            Duration took) {
        add("failed " + event.getId() + " " + failure.getMessage());
    }

    @Override
    public void settled(CloudEvent event, DeliveryContext context, Outcome outcome) {
        add("settled " + event.getId());
    }

    @Override
    public void lost(CloudEvent event, DeliveryContext context, String reason) {
        add("lost " + event.getId() + " " + reason);
    }

    @Override
    public void renewalEnded(CloudEvent event, DeliveryContext context) {
        add("renewal ended " + event.getId());
    }

    @Override
    public void renewalFailed(RuntimeException failure) {
        add("renewal failed");
    }

    @Override
    public void poisoned(CloudEvent event, DeliveryContext context) {
        add("poisoned " + event.getId());
    }

    @Override
    public void held(String reason) {
        add("held: " + reason);
    }

    @Override
    public void resumed() {
        add("resumed");
    }

    @Override
    public void receiveFailed(RuntimeException failure, Duration retryIn) {
        pauses.add(retryIn);
        add("receive failed");
    }
}
