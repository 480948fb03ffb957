package io.gridgate.auth;

/** The kinds of cryptographic work that depend on what a caller sent. */
public enum Work {
    /** A digest of a presented key. */
    KEY_DIGEST,
    /** A digest of the whole body. */
    BODY_DIGEST,
    /** An HMAC-SHA1 over the signed content. */
    HMAC_SHA1,
    /** An HMAC-SHA256 over the signed content. */
    HMAC_SHA256,
    /** An HMAC-SHA512 over the signed content. */
    HMAC_SHA512,
    /** A verification of an Ed25519 signature over the signed content. */
    ED25519
}
