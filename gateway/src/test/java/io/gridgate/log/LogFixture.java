package io.gridgate.log;

/** What the contract needs of a store under test. */
public interface LogFixture {

    /** Returns the open log. */
    EventLog log();

    /** Returns the clock on which the log runs. */
    FakeClock clock();

    /** Makes the log see the clock now. */
    void tick();

    /** Closes the log and opens it again on the same data. */
    void restart();

    /** Lets the log end as a killed process does, and opens it again on the same data. */
    void crash();

    /**
     * Tells whether locks outlive the log that gave them out, as they must where several replicas
     * share a store; else they end with it.
     */
    boolean keepsLocks();

    /** Closes the log. */
    void close();
}
