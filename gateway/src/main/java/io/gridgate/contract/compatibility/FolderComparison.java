package io.gridgate.contract.compatibility;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The contracts of a folder before and after a change. A version that is in both is compared with
 * itself. The newest version of a type, if it is new, is compared with the one that was the newest
 * before: senders who name no version are held to it from then on.
 *
 * @param removed the contracts that are gone
 * @param pairs the contracts that were compared
 */
public record FolderComparison(List<ContractId> removed, List<Pair> pairs) {

    /**
     * Two contracts.
     *
     * @param old the one before the change
     * @param changed the one after it
     * @param findings what breaks, or may break
     */
    public record Pair(ContractId old, ContractId changed, List<Finding> findings) {
        /** Copies the list. */
        public Pair {
            findings = List.copyOf(findings);
        }
    }

    /** Copies the lists. */
    public FolderComparison {
        removed = List.copyOf(removed);
        pairs = List.copyOf(pairs);
    }

    /**
     * {@return the comparison of two folders}
     *
     * @param old the folder before the change
     * @param changed the folder after it
     * @param compatibility how to compare
     */
    public static FolderComparison of(Schemas old, Schemas changed, Compatibility compatibility) {
        List<ContractId> removed = new ArrayList<>();
        List<Pair> pairs = new ArrayList<>();
        for (ContractId id : old.contracts().keySet()) {
            if (changed.contracts().containsKey(id)) {
                pairs.add(pair(old, id, changed, id, compatibility));
            } else {
                removed.add(id);
            }
            ContractId newest = newest(changed.contracts(), id.type());
            if (id.equals(newest(old.contracts(), id.type())) && newest.version() > id.version()) {
                pairs.add(pair(old, id, changed, newest, compatibility));
            }
        }
        return new FolderComparison(removed, pairs);
    }

    private static Pair pair(
            Schemas old,
            ContractId before,
            Schemas changed,
            ContractId after,
            Compatibility compatibility) {
        return new Pair(
                before, after, compatibility.findings(old.loaded(before), changed.loaded(after)));
    }

    /** Returns the newest version of a type, version 1 where there is none. */
    private static ContractId newest(SortedMap<ContractId, SchemaPlace> contracts, String type) {
        return contracts.keySet().stream()
                .filter(it -> it.type().equals(type))
                .reduce(new ContractId(type, 1), (_, next) -> next);
    }
}
