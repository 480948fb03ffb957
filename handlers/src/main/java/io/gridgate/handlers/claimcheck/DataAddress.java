package io.gridgate.handlers.claimcheck;

import java.net.URI;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses of a store: its base, and after it a name of 64 hexadecimal digits. */
final class DataAddress {

    private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

    private final String base;

    /** Takes an absolute URI, and adds the slash at its end where it is not there. */
    DataAddress(URI base) {
        if (!base.isAbsolute() || base.isOpaque() || base.getRawUserInfo() != null) {
            throw new IllegalArgumentException(
                    "the base of a store must be an absolute URI without user information");
        }
        if (base.getRawQuery() != null || base.getRawFragment() != null) {
            throw new IllegalArgumentException(
                    "the base of a store must have no query and no fragment");
        }
        String text = base.toString();
        this.base = text.endsWith("/") ? text : text + "/";
    }

    /** Returns the address of a name. */
    URI of(String name) {
        if (!NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "a name must be 64 hexadecimal digits in lower case");
        }
        return URI.create(base + name);
    }

    /** Returns the name at an address; empty where it is none of this store. */
    Optional<String> name(URI address) {
        String text = address.toString();
        return text.startsWith(base) && NAME.matcher(text.substring(base.length())).matches()
                ? Optional.of(text.substring(base.length()))
                : Optional.empty();
    }

    /** Returns the name at an address, which must be one of this store. */
    String required(URI address) {
        return name(address)
                .orElseThrow(() -> new IllegalArgumentException("not an address of this store"));
    }
}
