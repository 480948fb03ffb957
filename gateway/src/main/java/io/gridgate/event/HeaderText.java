package io.gridgate.event;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/**
 * Writes attribute values into HTTP headers and reads them back.
 *
 * <p>Reading takes more than writing gives: a quoted string, needless percent-encoding, lower-case
 * digits, and raw spaces, which Event Grid accepts too.
 *
 * <p>Source: CloudEvents HTTP protocol binding 1.0.2 §3.1.3.2.
 */
final class HeaderText {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(US_ASCII);

    private HeaderText() {}

    /** Returns a value with all but plain ASCII percent-encoded. */
    static String encode(String value) {
        byte[] bytes = value.getBytes(UTF_8);
        StringBuilder text = null;
        for (int i = 0; i < bytes.length; i++) {
            byte character = bytes[i];
            boolean plain =
                    character > ' ' && character < 0x7F && character != '"' && character != '%';
            if (text == null && !plain) {
                text = new StringBuilder(bytes.length * 2).append(value, 0, i);
            }
            if (text != null && plain) {
                text.append((char) character);
            } else if (text != null) {
                text.append('%').append((char) HEX[(character & 0xF0) >> 4]);
                text.append((char) HEX[character & 0xF]);
            }
        }
        return text == null ? value : text.toString();
    }

    /**
     * Returns the value that a header carries: the quoted string undone, then one round of
     * percent-decoding; a plus stays a plus.
     *
     * @throws Refused if a percent sign starts no code, or the codes are not UTF-8
     */
    static String decode(String header) throws Refused {
        for (int i = 0; i < header.length(); i++) {
            if (header.charAt(i) < ' ' || header.charAt(i) >= 0x7F) {
                throw new Refused("must be percent-encoded beyond printable ASCII");
            }
        }
        String text = isQuoted(header) ? unquoted(header) : header;
        return text.indexOf('%') < 0 ? text : percentDecoded(text);
    }

    private static boolean isQuoted(String text) {
        int last = text.length() - 1;
        if (last < 1 || text.charAt(0) != '"') {
            return false;
        }
        int at = 1;
        while (at < last && text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        return at == last && text.charAt(last) == '"';
    }

    private static String unquoted(String text) {
        StringBuilder plain = new StringBuilder(text.length());
        for (int i = 1; i < text.length() - 1; i++) {
            if (text.charAt(i) == '\\') {
                i++;
            }
            plain.append(text.charAt(i));
        }
        return plain.toString();
    }

    private static String percentDecoded(String text) throws Refused {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character != '%') {
                bytes.write(character);
                continue;
            }
            int high = i + 2 < text.length() ? Character.digit(text.charAt(i + 1), 16) : -1;
            int low = i + 2 < text.length() ? Character.digit(text.charAt(i + 2), 16) : -1;
            if (high < 0 || low < 0) {
                throw new Refused("must have two hexadecimal digits after a percent sign");
            }
            bytes.write(high << 4 | low);
            i += 2;
        }
        if (!Utf8.isValid(bytes.toByteArray())) {
            throw new Refused("must be UTF-8 after percent-decoding");
        }
        return bytes.toString(UTF_8);
    }
}
