package io.gridgate.accept.mapping;

import java.util.Set;

/** Chooses the mapping of a delivery. Immutable, for any number of threads. */
public interface Mappings {

    /**
     * {@return the mapping for a delivery}
     *
     * @param delivery the delivery
     */
    Mapping of(Delivery delivery);

    /** {@return the JSON Pointers that the choice and all mappings read} */
    Set<String> pointers();

    /**
     * {@return one mapping for all deliveries}
     *
     * @param mapping the mapping
     */
    static Mappings always(Mapping mapping) {
        return new Mappings() {
            @Override
            public Mapping of(Delivery delivery) {
                return mapping;
            }

            @Override
            public Set<String> pointers() {
                return mapping.pointers();
            }
        };
    }
}
