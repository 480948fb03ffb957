package io.gridgate.handlers.routing;

import io.cloudevents.CloudEvent;

import java.net.URI;
import java.util.OptionalInt;

/**
 * The version of the contract that an event names: its {@code dataschema} ends with {@code
 * /<type>/<version>}, or that and {@code .json}, as in Gridgate's schema folders.
 */
public final class ContractVersion {

    private static final int DIGITS_MAX = 9;

    private ContractVersion() {}

    /**
     * {@return the version; empty where the event names none}
     *
     * @param event the event
     */
    public static OptionalInt of(CloudEvent event) {
        URI schema = event.getDataSchema();
        if (schema == null) {
            return OptionalInt.empty();
        }
        String text = schema.toString();
        String bare = text.endsWith(".json") ? text.substring(0, text.length() - 5) : text;
        int slash = bare.lastIndexOf('/');
        String version = bare.substring(slash + 1);
        boolean ours =
                slash > 0
                        && bare.substring(0, slash).endsWith("/" + event.getType())
                        && version.matches("[1-9]\\d{0," + (DIGITS_MAX - 1) + "}");
        return ours ? OptionalInt.of(Integer.parseInt(version)) : OptionalInt.empty();
    }
}
