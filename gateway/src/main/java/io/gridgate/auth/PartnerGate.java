package io.gridgate.auth;

import io.gridgate.auth.Admission.Reason;
import io.gridgate.auth.Admission.Refused;

import org.jspecify.annotations.Nullable;

import java.security.GeneralSecurityException;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.security.Signature;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * Lets partners in. A refusal always costs the same work: of each kind of digest, MAC and signature
 * as much as the source that needs most of it. So a wrong key, a wrong signature, an old one, a
 * source of another kind and a partner that does not exist cannot be told apart by time. What is
 * not levelled is reading the few headers and, for Twilio, the fields of a form; and the signature
 * of a token, which is checked only where a source takes tokens of the issuer that it names.
 *
 * <p>Immutable, for any number of threads.
 */
public final class PartnerGate {

    private static final byte[] NOTHING = {};
    private static final int SECRET_BYTES = 32;

    private final Map<Work, Integer> refusalWork = new EnumMap<>(Work.class);
    private final Map<SignatureAlgorithm, SigningKey> dummies =
            new EnumMap<>(SignatureAlgorithm.class);
    private final byte[] dummySignature;

    /**
     * Makes a gate for all sources of a gateway.
     *
     * @param credentials the credentials of every source
     */
    public PartnerGate(Collection<? extends Credential> credentials) {
        refusalWork.put(Work.KEY_DIGEST, 1);
        for (Credential credential : credentials) {
            credential.refusalWork().forEach((kind, n) -> refusalWork.merge(kind, n, Math::max));
        }
        byte[] secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        for (SignatureAlgorithm algorithm : SignatureAlgorithm.values()) {
            if (algorithm.isMac() && refusalWork.containsKey(algorithm.work())) {
                dummies.put(algorithm, SigningKey.mac(algorithm, secret));
            }
        }
        this.dummySignature =
                refusalWork.containsKey(Work.ED25519) ? dummyKeyAndSignature() : NOTHING;
    }

    /**
     * {@return whether the caller presents what the credential asks for}
     *
     * @param credential the credential of the source; null where there is no such source
     * @param presented what the caller shows
     */
    public boolean admits(@Nullable Credential credential, Presented presented) {
        return check(credential, presented).admitted();
    }

    /**
     * {@return whether the caller presents what the credential asks for, and why not}
     *
     * @param credential the credential of the source; null where there is no such source
     * @param presented what the caller shows
     */
    public Admission check(@Nullable Credential credential, Presented presented) {
        return check(credential, presented, new Effort());
    }

    Admission check(@Nullable Credential credential, Presented presented, Effort effort) {
        Admission admission =
                switch (credential) {
                    case null -> new Refused(Reason.NO_SUCH_SOURCE);
                    case ApiKeyCredential keys -> keys.check(presented, effort);
                    case SignatureCredential signatures -> signatures.check(presented, effort);
                    case TokenCredential tokens -> tokens.check(presented);
                };
        if (!admission.admitted()) {
            fill(List.of(presented.body()), effort);
        }
        return admission;
    }

    private void fill(List<byte[]> body, Effort effort) {
        refusalWork.forEach((kind, times) -> {
            for (int left = times - effort.done(kind); left > 0; left--) {
                switch (kind) {
                    case KEY_DIGEST -> effort.digest(kind, NOTHING);
                    case BODY_DIGEST -> effort.digest(kind, body.getFirst());
                    case HMAC_SHA1 -> sign(SignatureAlgorithm.HMAC_SHA1, body, effort);
                    case HMAC_SHA256 -> sign(SignatureAlgorithm.HMAC_SHA256, body, effort);
                    case HMAC_SHA512 -> sign(SignatureAlgorithm.HMAC_SHA512, body, effort);
                    case ED25519 -> sign(SignatureAlgorithm.ED25519, body, effort);
                }
            }
        });
    }

    private void sign(SignatureAlgorithm algorithm, List<byte[]> body, Effort effort) {
        switch (dummies.get(algorithm)) {
            case SigningKey.Symmetric mac -> effort.mac(mac, body);
            case SigningKey.Asymmetric key -> effort.verify(key, body, dummySignature);
            case null -> throw new IllegalStateException("no dummy for " + algorithm);
        }
    }

    private byte[] dummyKeyAndSignature() {
        try {
            var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
            byte[] encoded = pair.getPublic().getEncoded();
            dummies.put(
                    SignatureAlgorithm.ED25519,
                    SigningKey.ed25519(
                            Arrays.copyOfRange(
                                    encoded, encoded.length - SECRET_BYTES, encoded.length)));
            Signature signer = Signature.getInstance("Ed25519");
            signer.initSign(pair.getPrivate());
            return signer.sign();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has Ed25519", e);
        }
    }
}
