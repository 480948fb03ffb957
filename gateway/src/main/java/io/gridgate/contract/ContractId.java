package io.gridgate.contract;

import java.util.Comparator;

/**
 * The name of a contract.
 *
 * @param type the event type that it is for, as in CloudEvents' {@code type}
 * @param version its version, from 1
 */
public record ContractId(String type, int version) implements Comparable<ContractId> {

    private static final Comparator<ContractId> ORDER =
            Comparator.comparing(ContractId::type).thenComparingInt(ContractId::version);

    /** Checks the bounds. */
    public ContractId {
        if (type.isEmpty() || version < 1) {
            throw new IllegalArgumentException("no contract can be " + type + "/" + version);
        }
    }

    @Override
    public int compareTo(ContractId other) {
        return ORDER.compare(this, other);
    }

    /** Returns type and version as they stand in the folder: {@code com.contoso.order.placed/1}. */
    @Override
    public String toString() {
        return type + "/" + version;
    }
}
