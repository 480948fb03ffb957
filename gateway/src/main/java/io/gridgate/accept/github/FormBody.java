package io.gridgate.accept.github;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Optional;

/** Reads one field of an {@code application/x-www-form-urlencoded} body as bytes. */
final class FormBody {

    private FormBody() {}

    /**
     * Returns the decoded value of the first field of this name.
     *
     * @throws NumberFormatException if a percent sign is not followed by two hexadecimal digits
     */
    static Optional<byte[]> field(byte[] body, String name) {
        byte[] start = (name + "=").getBytes(StandardCharsets.US_ASCII);
        for (int at = 0; at < body.length; ) {
            int end = at;
            while (end < body.length && body[end] != '&') {
                end++;
            }
            if (end - at >= start.length
                    && Arrays.equals(body, at, at + start.length, start, 0, start.length)) {
                return Optional.of(decode(body, at + start.length, end));
            }
            at = end + 1;
        }
        return Optional.empty();
    }

    private static byte[] decode(byte[] body, int from, int end) {
        ByteArrayOutputStream value = new ByteArrayOutputStream(end - from);
        for (int at = from; at < end; at++) {
            if (body[at] == '+') {
                value.write(' ');
            } else if (body[at] != '%') {
                value.write(body[at]);
            } else if (at + 2 < end) {
                value.write(
                        HexFormat.fromHexDigit(body[at + 1]) << 4
                                | HexFormat.fromHexDigit(body[at + 2]));
                at += 2;
            } else {
                throw new NumberFormatException("a percent sign ends the field");
            }
        }
        return value.toByteArray();
    }
}
