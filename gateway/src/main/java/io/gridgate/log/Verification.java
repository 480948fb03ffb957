package io.gridgate.log;

import java.util.List;

/**
 * What reading all of a log has shown.
 *
 * @param events events that are stored
 * @param pending pending entries, one for each event and subscription that has not settled it
 * @param deadLetters dead letters
 * @param dedupRecords dedup records
 * @param findings what is damaged or does not fit together, in words; empty where nothing is
 */
public record Verification(
        long events, long pending, long deadLetters, long dedupRecords, List<String> findings) {

    /** Copies the list. */
    public Verification {
        findings = List.copyOf(findings);
    }

    /** {@return whether all could be read and fits together} */
    public boolean holds() {
        return findings.isEmpty();
    }
}
