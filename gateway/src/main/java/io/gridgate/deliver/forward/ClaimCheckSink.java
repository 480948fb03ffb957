package io.gridgate.deliver.forward;

import io.gridgate.deliver.Sink;
import io.gridgate.deliver.SinkResult;
import io.gridgate.deliver.SinkResult.Scope;
import io.gridgate.handlers.claimcheck.ClaimCheck;
import io.gridgate.handlers.client.JsonCloudEvent;
import io.gridgate.log.StoredEvent;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Puts the data of events that are too large into a store and sends {@code dataref} in their place.
 * While the store takes nothing, the events of its topics wait. An event that is sent again stores
 * the same under the same name.
 */
final class ClaimCheckSink implements Sink {

    private final ClaimCheck claimCheck;
    private final Sink next;

    ClaimCheckSink(ClaimCheck claimCheck, Sink next) {
        this.claimCheck = claimCheck;
        this.next = next;
    }

    @Override
    public SinkResult send(List<StoredEvent> events) {
        List<StoredEvent> light = new ArrayList<>(events.size());
        try {
            for (StoredEvent event : events) {
                light.add(checkedIn(event));
            }
        } catch (IOException e) {
            return failed("the store of the claim check takes no data: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return failed("stopping");
        } catch (IllegalArgumentException e) {
            return new SinkResult.Refused("claim check: " + e.getMessage());
        }
        return next.send(light);
    }

    private StoredEvent checkedIn(StoredEvent event) throws IOException, InterruptedException {
        JsonCloudEvent light = claimCheck.checkIn(JsonCloudEvent.of(event.json()));
        return new StoredEvent(
                event.sequence(), event.acceptedAt(), event.key(), event.type(), light.json());
    }

    private static SinkResult failed(String reason) {
        return new SinkResult.Failed(Scope.TARGET, Optional.empty(), reason);
    }
}
