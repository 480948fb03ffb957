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
import java.util.List;

/**
 * Stripe: {@code Stripe-Signature: t=…,v1=…[,v1=…]}, HMAC-SHA256 over {@code {t}.{body}} in
 * hexadecimal, under the secret as it stands, {@code whsec_} included. {@code v0} is for Stripe's
 * own tests and ignored.
 */
public final class StripeSigning implements Signing {

    /** Makes the signing. */
    public StripeSigning() {}

    @Override
    public boolean signsTime() {
        return true;
    }

    @Override
    public SigningKey key(Secret secret) {
        return SigningKey.mac(SignatureAlgorithm.HMAC_SHA256, secret.bytes());
    }

    @Override
    public SignedRequest read(Presented presented) {
        String header = presented.header("stripe-signature");
        if (header == null) {
            return SignedRequest.unreadable(false);
        }
        String timestamp = "";
        List<Signature> signatures = new ArrayList<>();
        for (String item : header.split(",", 2 * SignedRequest.SIGNATURES_MAX)) {
            int equals = item.indexOf('=');
            String value = item.substring(equals + 1).strip();
            switch (item.substring(0, Math.max(0, equals)).strip()) {
                case "t" -> timestamp = value;
                case "v1" ->
                        signatures.add(
                                new Signature(
                                        SignatureAlgorithm.HMAC_SHA256,
                                        SignatureEncoding.HEX.decode(value)));
                default -> {}
            }
        }
        Instant at = SignedTime.parse(timestamp);
        if (at == null) {
            return SignedRequest.unreadable(true);
        }
        byte[] start = (timestamp + ".").getBytes(StandardCharsets.US_ASCII);
        return SignedRequest.of(signatures, at, start, presented.body());
    }
}
