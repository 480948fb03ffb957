package io.gridgate.accept;

import io.gridgate.auth.Credential;

import java.util.Optional;

/**
 * One front door: who may use it, what comes in, and how much.
 *
 * @param id its name
 * @param credential what a sender must present
 * @param scheme how its requests become events
 * @param limits what one request may hold
 * @param publish which events may pass
 * @param contract what its events are checked against; empty for no check
 */
public record Source(
        SourceId id,
        Credential credential,
        Scheme scheme,
        SourceLimits limits,
        PublishGate publish,
        Optional<ContractRule> contract) {

    /**
     * {@return the same source behind another credential}
     *
     * @param other what a sender must present from now on
     */
    public Source behind(Credential other) {
        return new Source(id, other, scheme, limits, publish, contract);
    }
}
