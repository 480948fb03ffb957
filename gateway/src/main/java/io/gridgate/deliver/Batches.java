package io.gridgate.deliver;

import io.gridgate.log.Delivery;

import java.util.ArrayList;
import java.util.List;

/** Cuts leased events into requests, by count and by size. */
final class Batches {

    private Batches() {}

    /**
     * Returns the deliveries in order, cut so that every part is within the limits as a JSON array.
     * An event that is over the size by itself gets a request of its own: the far side decides.
     */
    static List<List<Delivery>> cut(List<Delivery> deliveries, LaneSettings settings) {
        List<List<Delivery>> batches = new ArrayList<>();
        int from = 0;
        long bytes = 1;
        for (int at = 0; at < deliveries.size(); at++) {
            long more = deliveries.get(at).event().json().length + 1L;
            boolean full = at - from == settings.batchEventsMax();
            if (at > from && (full || bytes + more > settings.batchBytesMax())) {
                batches.add(deliveries.subList(from, at));
                from = at;
                bytes = 1;
            }
            bytes += more;
        }
        if (from < deliveries.size()) {
            batches.add(deliveries.subList(from, deliveries.size()));
        }
        return batches;
    }
}
