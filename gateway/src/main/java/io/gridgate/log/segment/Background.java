package io.gridgate.log.segment;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Where a store has done what nobody waits for, so that a test can say when it is done. */
interface Background {

    /** Threads that end with the process. */
    Background THREADS =
            name ->
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().name(name).daemon().factory());

    /** Makes one that does one thing after the other. */
    ExecutorService thread(String name);
}
