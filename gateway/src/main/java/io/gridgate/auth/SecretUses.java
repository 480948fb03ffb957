package io.gridgate.auth;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/** The secrets of a credential, with their counts. */
public final class SecretUses {

    private SecretUses() {}

    /**
     * Tells what was added or changed, and what does not count any more.
     *
     * @param partner the partner that they are of
     * @param source its source; empty for the status keys of the partner
     * @param before the secrets as they were
     * @param after the secrets as they are
     * @return the change; nothing is added nor removed where they are the same
     */
    public static SecurityDecision.SecretsChanged change(
            String partner, String source, List<SecretUse> before, List<SecretUse> after) {
        return new SecurityDecision.SecretsChanged(
                partner, source, missing(after, before), missing(before, after));
    }

    /** Names of those that have no equal among the others. */
    private static List<String> missing(List<SecretUse> these, List<SecretUse> others) {
        List<HashedKey> known = others.stream().map(SecretUse::key).toList();
        return these.stream()
                .filter(use -> !known.contains(use.key()))
                .map(SecretUse::name)
                .toList();
    }

    static List<SecretUse> of(List<LiveSecret> secrets, List<SecretUse> earlier) {
        checkCount(secrets.size());
        return counted(hashed(secrets), earlier);
    }

    static List<SecretUse> of(
            List<LiveSecret> secrets, List<HashedKey> issued, List<SecretUse> earlier) {
        checkCount(Math.max(1, secrets.size()));
        checkCount(Math.max(1, issued.size()));
        List<HashedKey> all = new ArrayList<>(hashed(secrets));
        all.addAll(issued);
        return counted(all, earlier);
    }

    private static List<HashedKey> hashed(List<LiveSecret> secrets) {
        return IntStream.range(0, secrets.size())
                .mapToObj(i -> HashedKey.of(secrets.get(i), i + 1))
                .toList();
    }

    private static List<SecretUse> counted(List<HashedKey> keys, List<SecretUse> earlier) {
        return keys.stream().map(key -> SecretUse.of(key, earlier)).toList();
    }

    static void checkCount(int secrets) {
        if (secrets < 1 || secrets > Credential.SECRETS_MAX) {
            throw new IllegalArgumentException(
                    "a credential has 1 to " + Credential.SECRETS_MAX + " secrets, not " + secrets);
        }
    }
}
