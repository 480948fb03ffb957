package io.gridgate.auth.webhook;

import java.util.Base64;
import java.util.HexFormat;

/** How the bytes of a signature are written in a header. */
public enum SignatureEncoding {
    /** Hexadecimal, either case. */
    HEX,
    /** Base64 with padding, RFC 4648 §4. */
    BASE64;

    private static final byte[] UNREADABLE = {};

    /** Returns the bytes, none where the text cannot be read. */
    byte[] decode(String text) {
        try {
            return switch (this) {
                case HEX -> HexFormat.of().parseHex(text);
                case BASE64 -> Base64.getDecoder().decode(text);
            };
        } catch (IllegalArgumentException e) {
            return UNREADABLE;
        }
    }
}
