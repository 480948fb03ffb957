package io.gridgate.handlers;

/**
 * What a worker has done since it was made.
 *
 * @param received deliveries that came
 * @param inFlight deliveries that are being handled or settled now
 * @param handled handlers that answered
 * @param failed handlers that threw
 * @param acknowledged deliveries that the namespace took as done
 * @param released deliveries that were given back
 * @param rejected deliveries that became dead letters
 * @param lost deliveries whose lock was gone or whose outcome did not get through
 * @param receiveFailures requests for events that failed
 */
public record WorkerCounters(
        long received,
        int inFlight,
        long handled,
        long failed,
        long acknowledged,
        long released,
        long rejected,
        long lost,
        long receiveFailures) {}
