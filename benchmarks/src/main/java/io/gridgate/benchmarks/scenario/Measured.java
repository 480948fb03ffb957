package io.gridgate.benchmarks.scenario;

import io.gridgate.benchmarks.load.Window;

/**
 * A stretch of load and what it cost the server.
 *
 * @param window what the client saw
 * @param cpuMicros processor time of the server
 * @param clientMicros processor time of the client
 * @param allocatedBytes heap that the server allocated
 * @param othersPercent share of the machine that neither server nor client used
 */
record Measured(
        Window window,
        long cpuMicros,
        long clientMicros,
        long allocatedBytes,
        double othersPercent) {

    double perSecond() {
        return window.eventsPerSecond();
    }

    double microsPerEvent() {
        return (double) cpuMicros / window.events();
    }

    /** Processor time of server and client, which is what bounds a machine that does all. */
    double allMicrosPerEvent() {
        return (double) (cpuMicros + clientMicros) / window.events();
    }

    double bytesPerEvent() {
        return (double) allocatedBytes / window.events();
    }
}
