package io.gridgate.auth;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import java.util.List;

import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that signatures are checked with. Prepared once, for any number of threads; never shown.
 */
public sealed interface SigningKey {

    /** {@return what it signs with} */
    SignatureAlgorithm algorithm();

    /**
     * {@return a key for an HMAC}
     *
     * @param algorithm one of the HMACs
     * @param secret the bytes of the secret
     */
    static Symmetric mac(SignatureAlgorithm algorithm, byte[] secret) {
        try {
            Mac mac = Mac.getInstance(algorithm.jdkName());
            mac.init(new SecretKeySpec(secret, algorithm.jdkName()));
            return new Symmetric(algorithm, mac);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + algorithm.jdkName(), e);
        }
    }

    /**
     * {@return a public key for Ed25519}
     *
     * @param raw its 32 bytes, RFC 8032 §5.1.5
     * @throws IllegalArgumentException if these are not a public key
     */
    static Asymmetric ed25519(byte[] raw) {
        if (raw.length != Asymmetric.RAW_BYTES) {
            throw new IllegalArgumentException("an Ed25519 public key has 32 bytes");
        }
        byte[] encoded = new byte[Asymmetric.PREFIX.length + raw.length];
        System.arraycopy(Asymmetric.PREFIX, 0, encoded, 0, Asymmetric.PREFIX.length);
        System.arraycopy(raw, 0, encoded, Asymmetric.PREFIX.length, raw.length);
        try {
            return new Asymmetric(
                    KeyFactory.getInstance("Ed25519")
                            .generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("not an Ed25519 public key", e);
        }
    }

    /** A secret that both sides have. */
    final class Symmetric implements SigningKey {

        private final SignatureAlgorithm algorithm;
        private final Mac keyed;

        private Symmetric(SignatureAlgorithm algorithm, Mac keyed) {
            this.algorithm = algorithm;
            this.keyed = keyed;
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return algorithm;
        }

        /** Keyed once and cloned per message, which saves half of a short MAC. */
        byte[] sign(List<byte[]> content) {
            try {
                Mac mac = (Mac) keyed.clone();
                content.forEach(mac::update);
                return mac.doFinal();
            } catch (CloneNotSupportedException e) {
                throw new IllegalStateException("HMACs of this JDK cannot be cloned", e);
            }
        }
    }

    /** The public half of a key of which the sender keeps the private one. */
    final class Asymmetric implements SigningKey {

        private static final int RAW_BYTES = 32;

        /** What stands before the raw key in its X.509 form, RFC 8410 §4. */
        private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

        private final PublicKey key;

        private Asymmetric(PublicKey key) {
            this.key = key;
        }

        @Override
        public SignatureAlgorithm algorithm() {
            return SignatureAlgorithm.ED25519;
        }

        boolean verify(List<byte[]> content, byte[] signature) throws SignatureException {
            try {
                Signature verifier = Signature.getInstance("Ed25519");
                verifier.initVerify(key);
                for (byte[] part : content) {
                    verifier.update(part);
                }
                return verifier.verify(signature);
            } catch (SignatureException e) {
                throw e;
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException("every JDK has Ed25519", e);
            }
        }
    }
}
