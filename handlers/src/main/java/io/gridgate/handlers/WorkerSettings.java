package io.gridgate.handlers;

import io.gridgate.handlers.client.EventGridReceiver;

import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.List;
import java.util.random.RandomGenerator;

/** What {@link WorkerBuilder} gathered; the builder documents each. */
record WorkerSettings(
        String name,
        EventGridReceiver receiver,
        EventHandler handler,
        int concurrency,
        int receivers,
        @Nullable EventKey key,
        int perKey,
        int deliveriesMax,
        ReceiveGate gate,
        Duration lockDuration,
        Duration renewalLimit,
        Duration receiveWait,
        Duration drainTimeout,
        FailurePolicy failurePolicy,
        List<WorkerListener> listeners,
        WorkerTime time,
        RandomGenerator random) {}
