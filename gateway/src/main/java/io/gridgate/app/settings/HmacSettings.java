package io.gridgate.app.settings;

import io.gridgate.auth.HmacCredential.Encoding;

/**
 * How a sender signs the raw body with HMAC-SHA256.
 *
 * @param header the header that carries the signature
 * @param encoding how the signature is written
 * @param prefix what stands before it in the header
 */
public record HmacSettings(String header, Encoding encoding, String prefix) {

    static final Key<String> HEADER =
            Key.of(
                    "header",
                    Kinds.text("header name", value -> value.matches("[A-Za-z0-9-]{1,64}")),
                    "x-signature",
                    "Header that carries the signature.");
    static final Key<Encoding> ENCODING =
            Key.of(
                    "encoding",
                    Kinds.choice(Encoding.class),
                    Encoding.HEX,
                    "How the signature is written.");
    static final Key<String> PREFIX =
            Key.of(
                    "prefix",
                    Kinds.text(
                            "up to 32 visible characters", value -> value.matches("[!-~]{0,32}")),
                    "",
                    "What stands before the signature, for example `sha256=`.");

    static final Section SECTION =
            Section.of("How the raw body is signed (HMAC-SHA256).", HEADER, ENCODING, PREFIX);

    /** {@code x-signature: <hex>}. */
    public static final HmacSettings DEFAULT =
            new HmacSettings(HEADER.defaultValue(), ENCODING.defaultValue(), PREFIX.defaultValue());

    /** Checks the bounds. */
    public HmacSettings {
        HEADER.check(header);
        PREFIX.check(prefix);
    }

    static HmacSettings from(Node node) {
        return new HmacSettings(node.get(HEADER), node.get(ENCODING), node.get(PREFIX));
    }
}
