package io.gridgate.handlers.client.azuresdk;

import com.azure.messaging.eventgrid.namespaces.EventGridReceiverClient;
import com.azure.messaging.eventgrid.namespaces.models.AcknowledgeResult;
import com.azure.messaging.eventgrid.namespaces.models.RejectResult;
import com.azure.messaging.eventgrid.namespaces.models.ReleaseResult;
import com.azure.messaging.eventgrid.namespaces.models.RenewLocksResult;

import io.gridgate.handlers.client.BrokerProperties;
import io.gridgate.handlers.client.EventGridReceiver;
import io.gridgate.handlers.client.FailedLockToken;
import io.gridgate.handlers.client.ReceiveDetails;
import io.gridgate.handlers.client.ReceiveResult;
import io.gridgate.handlers.client.ReleaseDelay;
import io.gridgate.handlers.client.SettlementResult;

import java.time.Duration;
import java.util.List;

/**
 * Receives and settles through Microsoft's client.
 *
 * <p>The SDK's own retries also repeat a receive that timed out. Build its client with {@code
 * retryOptions(new RetryOptions(new FixedDelayOptions(0, …)))} where events must not be locked for
 * nobody; a {@code Worker} repeats what may be repeated.
 */
public final class AzureSdkReceiver implements EventGridReceiver {

    private final EventGridReceiverClient client;

    /**
     * Wraps a client, which needs no closing.
     *
     * @param client as its builder makes it
     */
    public AzureSdkReceiver(EventGridReceiverClient client) {
        this.client = client;
    }

    @Override
    public ReceiveResult receive(int maxEvents, Duration maxWaitTime) {
        // The SDK cuts parts of a second off.
        Duration wait = Duration.ofSeconds(maxWaitTime.plusNanos(999_999_999).toSeconds());
        return AzureCalls.call(
                "receive",
                () ->
                        new ReceiveResult(
                                client.receive(maxEvents, wait).getDetails().stream()
                                        .map(AzureSdkReceiver::details)
                                        .toList()));
    }

    private static ReceiveDetails details(
            com.azure.messaging.eventgrid.namespaces.models.ReceiveDetails details) {
        var properties = details.getBrokerProperties();
        return new ReceiveDetails(
                AzureEvents.fromAzure(details.getEvent()),
                new BrokerProperties(properties.getLockToken(), properties.getDeliveryCount()));
    }

    @Override
    public SettlementResult acknowledge(List<String> lockTokens) {
        return AzureCalls.call(
                "acknowledge",
                () -> {
                    AcknowledgeResult result = client.acknowledge(lockTokens);
                    return result(result.getSucceededLockTokens(), result.getFailedLockTokens());
                });
    }

    @Override
    public SettlementResult release(List<String> lockTokens, ReleaseDelay delay) {
        var azureDelay =
                com.azure.messaging.eventgrid.namespaces.models.ReleaseDelay.fromString(
                        String.valueOf(delay.seconds()));
        return AzureCalls.call(
                "release",
                () -> {
                    ReleaseResult result = client.release(lockTokens, azureDelay);
                    return result(result.getSucceededLockTokens(), result.getFailedLockTokens());
                });
    }

    @Override
    public SettlementResult reject(List<String> lockTokens) {
        return AzureCalls.call(
                "reject",
                () -> {
                    RejectResult result = client.reject(lockTokens);
                    return result(result.getSucceededLockTokens(), result.getFailedLockTokens());
                });
    }

    @Override
    public SettlementResult renewLocks(List<String> lockTokens) {
        return AzureCalls.call(
                "renewLocks",
                () -> {
                    RenewLocksResult result = client.renewLocks(lockTokens);
                    return result(result.getSucceededLockTokens(), result.getFailedLockTokens());
                });
    }

    private static SettlementResult result(
            List<String> succeeded,
            List<com.azure.messaging.eventgrid.namespaces.models.FailedLockToken> failed) {
        return new SettlementResult(
                succeeded, failed.stream().map(AzureSdkReceiver::failedToken).toList());
    }

    /** The error is null when a server answers in the flat shape of 2023-06-01. */
    private static FailedLockToken failedToken(
            com.azure.messaging.eventgrid.namespaces.models.FailedLockToken failed) {
        var error = failed.getError();
        return error == null
                ? new FailedLockToken(failed.getLockToken(), "", "")
                : new FailedLockToken(failed.getLockToken(), error.getCode(), error.getMessage());
    }

    @Override
    public void close() {
        // The SDK's clients hold nothing of their own.
    }
}
