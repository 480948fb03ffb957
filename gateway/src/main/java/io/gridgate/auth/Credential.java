package io.gridgate.auth;

import java.util.List;
import java.util.Map;

/**
 * What a partner must present. Implementations hold several secrets at once, so that one can be
 * replaced without a gap, and always try all of them. For any number of threads.
 */
public sealed interface Credential permits ApiKeyCredential, SignatureCredential, TokenCredential {

    /** Most secrets that one credential may have; it bounds the work of a forged request. */
    int SECRETS_MAX = 8;

    /** {@return what each secret was used for, in their order} */
    List<SecretUse> uses();

    /** {@return the most work that a refusal takes} */
    Map<Work, Integer> refusalWork();
}
