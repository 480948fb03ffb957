package io.gridgate.auth.webhook;

import io.gridgate.auth.Presented;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SignatureAlgorithm;
import io.gridgate.auth.SignedRequest;
import io.gridgate.auth.SignedRequest.Signature;
import io.gridgate.auth.Signing;
import io.gridgate.auth.SigningKey;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * An HMAC of a content of the sender's own in a header of its own, as {@code <prefix><signature>}.
 * GitHub, Shopify and Slack are such senders.
 *
 * @param header the header that carries the signature, in any case
 * @param prefix what stands before the signature, for example {@code sha256=}; may be empty
 * @param encoding how the signature is written
 * @param algorithm one of the HMACs
 * @param content what is signed
 * @param timestampHeader the header with the time, in any case; empty exactly where none is signed
 */
public record TemplatedSigning(
        String header,
        String prefix,
        SignatureEncoding encoding,
        SignatureAlgorithm algorithm,
        SigningTemplate content,
        String timestampHeader)
        implements Signing {

    /** Checks that what is signed and what is read fit together. */
    public TemplatedSigning {
        header = header.toLowerCase(Locale.ROOT);
        timestampHeader = timestampHeader.toLowerCase(Locale.ROOT);
        if (algorithm == SignatureAlgorithm.ED25519) {
            throw new IllegalArgumentException("a templated signature is an HMAC");
        }
        if (content.signsTime() == timestampHeader.isEmpty()) {
            throw new IllegalArgumentException(
                    "timestamp-header and {timestamp} in what is signed go together: a time that is"
                            + " not signed proves nothing");
        }
    }

    /** {@return GitHub's: {@code X-Hub-Signature-256: sha256=<hex>} over the body} */
    public static TemplatedSigning gitHub() {
        return ofBody("x-hub-signature-256", "sha256=", SignatureEncoding.HEX);
    }

    /** {@return Shopify's: {@code X-Shopify-Hmac-SHA256: <base64>} over the body} */
    public static TemplatedSigning shopify() {
        return ofBody("x-shopify-hmac-sha256", "", SignatureEncoding.BASE64);
    }

    /** {@return Slack's: {@code X-Slack-Signature: v0=<hex>} over {@code v0:{timestamp}:{body}}} */
    public static TemplatedSigning slack() {
        return new TemplatedSigning(
                "x-slack-signature",
                "v0=",
                SignatureEncoding.HEX,
                SignatureAlgorithm.HMAC_SHA256,
                new SigningTemplate("v0:{timestamp}:{body}"),
                "x-slack-request-timestamp");
    }

    private static TemplatedSigning ofBody(
            String header, String prefix, SignatureEncoding encoding) {
        return new TemplatedSigning(
                header, prefix, encoding, SignatureAlgorithm.HMAC_SHA256, SigningTemplate.BODY, "");
    }

    @Override
    public boolean signsTime() {
        return content.signsTime();
    }

    @Override
    public SigningKey key(Secret secret) {
        return SigningKey.mac(algorithm, secret.bytes());
    }

    @Override
    public SignedRequest read(Presented presented) {
        String value = presented.header(header);
        String timestamp = signsTime() ? presented.header(timestampHeader) : "";
        Instant at = SignedTime.parse(timestamp);
        if (value == null || timestamp == null || (signsTime() && at == null)) {
            return SignedRequest.unreadable(value != null);
        }
        Optional<List<byte[]>> signed = content.content(presented, timestamp);
        if (signed.isEmpty()) {
            return SignedRequest.unreadable(true);
        }
        return new SignedRequest(List.of(signed.get()), signatures(value), at, true);
    }

    private List<Signature> signatures(@Nullable String value) {
        return value == null || !value.startsWith(prefix)
                ? List.of()
                : List.of(
                        new Signature(
                                algorithm,
                                encoding.decode(value.substring(prefix.length()).strip())));
    }
}
