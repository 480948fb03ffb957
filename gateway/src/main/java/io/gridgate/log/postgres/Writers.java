package io.gridgate.log.postgres;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Numbers of writers, of which each has its own rows in the books; 0 is not among them. A replica
 * starts at a random one and goes round, so that transactions seldom wait for each other's rows;
 * where two meet, they wait, and count right.
 */
final class Writers {

    private static final int COUNT = 32;

    private final AtomicInteger next = new AtomicInteger(new SecureRandom().nextInt(COUNT));

    int next() {
        return 1 + Math.floorMod(next.getAndIncrement(), COUNT);
    }
}
