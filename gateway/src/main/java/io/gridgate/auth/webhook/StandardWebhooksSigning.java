package io.gridgate.auth.webhook;

import io.gridgate.auth.Presented;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SignatureAlgorithm;
import io.gridgate.auth.SignedRequest;
import io.gridgate.auth.SignedRequest.Signature;
import io.gridgate.auth.Signing;
import io.gridgate.auth.SigningKey;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;

/**
 * Standard Webhooks 1.0: {@code {webhook-id}.{webhook-timestamp}.{body}}, signed with HMAC-SHA256
 * ({@code v1}, secrets {@code whsec_…}) or Ed25519 ({@code v1a}, public keys {@code whpk_…}). The
 * header {@code webhook-signature} lists all signatures, separated by spaces.
 */
public final class StandardWebhooksSigning implements Signing {

    private static final String SECRET_PREFIX = "whsec_";
    private static final String PUBLIC_PREFIX = "whpk_";
    private static final int SECRET_BYTES_MIN = 24;
    private static final int SECRET_BYTES_MAX = 64;

    /** Makes the signing. */
    public StandardWebhooksSigning() {}

    @Override
    public boolean signsTime() {
        return true;
    }

    @Override
    public SigningKey key(Secret secret) {
        String text = secret.reveal();
        if (text.startsWith(PUBLIC_PREFIX)) {
            return SigningKey.ed25519(decode(text.substring(PUBLIC_PREFIX.length())));
        }
        byte[] key =
                decode(
                        text.startsWith(SECRET_PREFIX)
                                ? text.substring(SECRET_PREFIX.length())
                                : text);
        if (key.length < SECRET_BYTES_MIN || key.length > SECRET_BYTES_MAX) {
            throw new IllegalArgumentException(
                    "a Standard Webhooks secret has 24 to 64 bytes in base64 after whsec_, not "
                            + key.length);
        }
        return SigningKey.mac(SignatureAlgorithm.HMAC_SHA256, key);
    }

    @Override
    public SignedRequest read(Presented presented) {
        String id = presented.header("webhook-id");
        String timestamp = presented.header("webhook-timestamp");
        String signatures = presented.header("webhook-signature");
        Instant at = SignedTime.parse(timestamp);
        if (id == null || id.isEmpty() || at == null || signatures == null) {
            return SignedRequest.unreadable(signatures != null);
        }
        byte[] start = (id + "." + timestamp + ".").getBytes(StandardCharsets.ISO_8859_1);
        return SignedRequest.of(signatures(signatures), at, start, presented.body());
    }

    private static List<Signature> signatures(String header) {
        List<Signature> signatures = new ArrayList<>();
        for (String each : header.split(" ", 2 * SignedRequest.SIGNATURES_MAX)) {
            int comma = each.indexOf(',');
            byte[] bytes = SignatureEncoding.BASE64.decode(each.substring(comma + 1));
            switch (each.substring(0, Math.max(0, comma))) {
                case "v1" -> signatures.add(new Signature(SignatureAlgorithm.HMAC_SHA256, bytes));
                case "v1a" -> signatures.add(new Signature(SignatureAlgorithm.ED25519, bytes));
                default -> {} // a version of the future
            }
        }
        return signatures;
    }

    private static byte[] decode(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "a Standard Webhooks secret must be whsec_ or whpk_ and base64");
        }
    }
}
