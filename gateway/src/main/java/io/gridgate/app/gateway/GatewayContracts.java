package io.gridgate.app.gateway;

import io.gridgate.accept.AcceptListener;
import io.gridgate.accept.ContractRule;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.ContractSettings;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.contract.ContractException;
import io.gridgate.contract.LiveContracts;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The event contracts of a gateway, if it has any. Without a folder no class of the schema library
 * is loaded.
 *
 * @param contracts what is in the folder
 */
record GatewayContracts(Optional<LiveContracts> contracts) {

    private static final Logger LOG = LoggerFactory.getLogger(GatewayContracts.class);

    /**
     * Reads the folder that the settings name.
     *
     * @throws StartException if a file in it cannot be used
     */
    static GatewayContracts load(GatewaySettings settings, InstantSource clock) {
        try {
            Optional<LiveContracts> contracts =
                    settings.schemasFolder().map(it -> LiveContracts.open(it, clock));
            contracts.ifPresent(it -> LOG.info("contracts: {}", it.status().contracts()));
            return new GatewayContracts(contracts);
        } catch (ContractException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        }
    }

    /** Returns what a source does about contracts; its settings have seen that there are some. */
    ContractRule rule(ContractSettings settings) {
        return new ContractRule(
                contracts.orElseThrow()::current, settings.policy(), settings.unknownType());
    }

    AcceptListener listener(AcceptListener next, InstantSource clock) {
        return contracts.isEmpty() ? next : new ContractLog(next, clock);
    }
}
