package io.gridgate.auth;

/**
 * What a partner must present. Implementations hold several live secrets at once, so that one can
 * be replaced without a gap, and always try all of them. Immutable, for any number of threads.
 */
public sealed interface Credential permits ApiKeyCredential, HmacCredential {

    /** Most live secrets that one credential may have; it bounds the work of a forged request. */
    int SECRETS_MAX = 8;

    /** {@return how many live secrets there are} */
    int secrets();
}
