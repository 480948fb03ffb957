package io.gridgate.auth;

import java.util.List;
import java.util.stream.IntStream;

/** Starts the counts of a credential's secrets. */
final class SecretUses {

    private SecretUses() {}

    static List<SecretUse> of(List<LiveSecret> secrets) {
        checkCount(secrets.size());
        return IntStream.range(0, secrets.size())
                .mapToObj(i -> new SecretUse(secrets.get(i), i + 1))
                .toList();
    }

    static void checkCount(int secrets) {
        if (secrets < 1 || secrets > Credential.SECRETS_MAX) {
            throw new IllegalArgumentException(
                    "a credential has 1 to " + Credential.SECRETS_MAX + " secrets, not " + secrets);
        }
    }
}
