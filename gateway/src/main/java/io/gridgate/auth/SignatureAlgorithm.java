package io.gridgate.auth;

/** How a request is signed. */
public enum SignatureAlgorithm {
    /** HMAC-SHA1. Only for senders that have nothing better. */
    HMAC_SHA1("HmacSHA1", 20, Work.HMAC_SHA1),
    /** HMAC-SHA256. */
    HMAC_SHA256("HmacSHA256", 32, Work.HMAC_SHA256),
    /** HMAC-SHA512. */
    HMAC_SHA512("HmacSHA512", 64, Work.HMAC_SHA512),
    /** Ed25519, RFC 8032: the sender keeps the private key. */
    ED25519("Ed25519", 64, Work.ED25519);

    private final String jdkName;
    private final int signatureBytes;
    private final Work work;

    SignatureAlgorithm(String jdkName, int signatureBytes, Work work) {
        this.jdkName = jdkName;
        this.signatureBytes = signatureBytes;
        this.work = work;
    }

    String jdkName() {
        return jdkName;
    }

    /** {@return the bytes of every signature} */
    public int signatureBytes() {
        return signatureBytes;
    }

    Work work() {
        return work;
    }

    boolean isMac() {
        return this != ED25519;
    }
}
