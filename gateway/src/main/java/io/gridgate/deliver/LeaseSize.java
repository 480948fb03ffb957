package io.gridgate.deliver;

import io.gridgate.log.Delivery;

import java.util.List;

/**
 * How many events to lease at once so that about one full request is held per lease, however large
 * the events are. For the leasing thread of one lane.
 */
final class LeaseSize {

    private static final int FIRST_GUESS_BYTES = 16 << 10;

    private final LaneSettings settings;
    private double averageBytes = FIRST_GUESS_BYTES;

    LeaseSize(LaneSettings settings) {
        this.settings = settings;
    }

    int events() {
        double fit = settings.batchBytesMax() / averageBytes;
        return (int) Math.clamp(fit, 1, settings.batchEventsMax());
    }

    /** Learns from what was leased; growth counts at once, shrinking slowly. */
    void saw(List<Delivery> leased) {
        if (leased.isEmpty()) {
            return;
        }
        double bytes =
                leased.stream().mapToLong(it -> it.event().json().length).average().orElse(0);
        averageBytes = Math.max(1, Math.max(bytes, averageBytes * 0.5));
    }
}
