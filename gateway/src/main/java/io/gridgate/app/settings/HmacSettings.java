package io.gridgate.app.settings;

import io.gridgate.auth.SignatureAlgorithm;
import io.gridgate.auth.Signing;
import io.gridgate.auth.webhook.SignatureEncoding;
import io.gridgate.auth.webhook.SigningTemplate;
import io.gridgate.auth.webhook.TemplatedSigning;

/**
 * How a sender signs with an HMAC.
 *
 * @param header the header that carries the signature
 * @param encoding how the signature is written
 * @param prefix what stands before it in the header
 * @param algorithm the hash
 * @param signed what is signed
 * @param timestampHeader the header with the signed time; empty where none is signed
 */
public record HmacSettings(
        String header,
        SignatureEncoding encoding,
        String prefix,
        Algorithm algorithm,
        SigningTemplate signed,
        String timestampHeader) {

    /** The hash under the HMAC. */
    public enum Algorithm {
        /** SHA-1, for senders that have nothing better. */
        SHA1,
        /** SHA-256. */
        SHA256,
        /** SHA-512. */
        SHA512
    }

    static final Key<String> HEADER =
            Key.of(
                    "header",
                    Kinds.text("header name", value -> value.matches("[A-Za-z0-9-]{1,64}")),
                    "x-signature",
                    "Header that carries the signature.");
    static final Key<SignatureEncoding> ENCODING =
            Key.of(
                    "encoding",
                    Kinds.choice(SignatureEncoding.class),
                    SignatureEncoding.HEX,
                    "How the signature is written.");
    static final Key<String> PREFIX =
            Key.of(
                    "prefix",
                    Kinds.text(
                            "up to 32 visible characters", value -> value.matches("[!-~]{0,32}")),
                    "",
                    "What stands before the signature, for example `sha256=`.");
    static final Key<Algorithm> ALGORITHM =
            Key.of(
                    "algorithm",
                    Kinds.choice(Algorithm.class),
                    Algorithm.SHA256,
                    "Hash under the HMAC.");
    static final Key<SigningTemplate> SIGNED =
            Key.of(
                    "signed",
                    Kinds.signingTemplate(),
                    SigningTemplate.BODY,
                    "What is signed, for example `{timestamp}.{body}`. Fields: `{body}` (the raw"
                            + " bytes, once), `{timestamp}`, `{header:NAME}`, `{target}` (path and"
                            + " query).");
    static final Key<String> TIMESTAMP_HEADER =
            Key.of(
                    "timestamp-header",
                    Kinds.text(
                            "header name, or nothing",
                            value -> value.matches("[A-Za-z0-9-]{0,64}")),
                    "",
                    "Header with the signed time, in seconds or milliseconds since 1970; goes"
                            + " together with `{timestamp}`.");

    static final Section SECTION =
            Section.of(
                    "How requests are signed with an HMAC, for `cloudevents` and `webhook`.",
                    HEADER,
                    ENCODING,
                    PREFIX,
                    ALGORITHM,
                    SIGNED,
                    TIMESTAMP_HEADER);

    /** {@code x-signature: <hex>}, HMAC-SHA256 over the body. */
    public static final HmacSettings DEFAULT =
            new HmacSettings(
                    HEADER.defaultValue(),
                    ENCODING.defaultValue(),
                    PREFIX.defaultValue(),
                    ALGORITHM.defaultValue(),
                    SIGNED.defaultValue(),
                    TIMESTAMP_HEADER.defaultValue());

    /** Checks the bounds. */
    public HmacSettings {
        HEADER.check(header);
        PREFIX.check(prefix);
        TIMESTAMP_HEADER.check(timestampHeader);
    }

    /**
     * {@return the same way to sign, with the signature elsewhere}
     *
     * @param name the header that carries it
     */
    public HmacSettings withHeader(String name) {
        return new HmacSettings(name, encoding, prefix, algorithm, signed, timestampHeader);
    }

    Signing signing() {
        return new TemplatedSigning(
                header,
                prefix,
                encoding,
                switch (algorithm) {
                    case SHA1 -> SignatureAlgorithm.HMAC_SHA1;
                    case SHA256 -> SignatureAlgorithm.HMAC_SHA256;
                    case SHA512 -> SignatureAlgorithm.HMAC_SHA512;
                },
                signed,
                timestampHeader);
    }

    static HmacSettings from(Node node) {
        return node.make(() -> {
            HmacSettings settings =
                    new HmacSettings(
                            node.get(HEADER),
                            node.get(ENCODING),
                            node.get(PREFIX),
                            node.get(ALGORITHM),
                            node.get(SIGNED),
                            node.get(TIMESTAMP_HEADER));
            settings.signing();
            return settings;
        });
    }
}
