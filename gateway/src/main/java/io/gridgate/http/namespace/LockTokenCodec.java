package io.gridgate.http.namespace;

import io.gridgate.event.JsonWriter;
import io.gridgate.log.LockToken;
import io.gridgate.log.SubscriptionName;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.UUID;

/**
 * Lock tokens of one event subscription as they go over the wire: the base64 text of the protobuf
 * message {@code {1: {1: GUID}, 2: {1: 16 bytes}}}, 80 characters for 60 bytes. The GUID names the
 * subscription, the bytes are sequence and nonce of the delivery.
 *
 * <p>Immutable, safe for use by all threads.
 */
final class LockTokenCodec {

    /** Characters of a token. */
    static final int TEXT_LENGTH = 80;

    private static final int GUID_AT = 4;
    private static final int GUID_LENGTH = 36;
    private static final int SECRET_AT = 44;
    private static final int LENGTH = 60;

    /** Everything but GUID and secret: field 1 of 38 bytes, field 2 of 18 bytes. */
    private static final byte[] FRAME = frame();

    /** Where the text begins to differ between the tokens of a subscription. */
    private static final int TOKEN_AT = 58;

    private static final int NONCE_AT = 70;

    private static final byte[] ALPHABET =
            "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
                    .getBytes(StandardCharsets.US_ASCII);

    /** What each character of the alphabet stands for, -1 for all others. */
    private static final byte[] VALUES = values();

    private final byte[] text;
    private final String start;

    private LockTokenCodec(byte[] template) {
        this.text = Base64.getEncoder().encode(template);
        this.start = new String(text, 0, TOKEN_AT, StandardCharsets.US_ASCII);
    }

    /** Returns the codec of a subscription; the same one for the same names after a restart. */
    static LockTokenCodec of(UUID namespaceId, SubscriptionName subscription) {
        String name =
                (namespaceId + "/" + subscription.topic().value() + "/" + subscription.value())
                        .toLowerCase(Locale.ROOT);
        String guid =
                UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .toUpperCase(Locale.ROOT);
        byte[] template = FRAME.clone();
        System.arraycopy(
                guid.getBytes(StandardCharsets.US_ASCII), 0, template, GUID_AT, GUID_LENGTH);
        return new LockTokenCodec(template);
    }

    /** What a token of the wire turned out to be. */
    sealed interface Decoded {

        /** A token of this subscription, live or not. */
        record Token(LockToken token) implements Decoded {}

        /** A token, but of another subscription. */
        record Foreign() implements Decoded {}

        /** Not a token at all. */
        record Garbled() implements Decoded {}
    }

    String encode(LockToken token) {
        return new String(encodeToBytes(token), StandardCharsets.US_ASCII);
    }

    /** Adds the token to a JSON text, without quotes. */
    void append(JsonWriter json, LockToken token) {
        json.raw(encodeToBytes(token));
    }

    Decoded decode(String token) {
        if (token.length() != TEXT_LENGTH || !token.startsWith(start)) {
            return foreign(token);
        }
        int first = value(token, TOKEN_AT);
        long sequence = bits(token, TOKEN_AT + 1, NONCE_AT - 1);
        int middle = value(token, NONCE_AT - 1);
        long nonce = bits(token, NONCE_AT, TEXT_LENGTH);
        if ((first | middle) < 0 || first > 3 || sequence < 0 || nonce < 0) {
            return new Decoded.Garbled();
        }
        return new Decoded.Token(
                new LockToken(
                        (long) first << 62 | sequence << 2 | middle >> 4,
                        (long) middle << 60 | nonce));
    }

    /** Tells the token of another subscription from what is no token. */
    private static Decoded foreign(String token) {
        try {
            return token.length() == TEXT_LENGTH && hasFrame(Base64.getDecoder().decode(token))
                    ? new Decoded.Foreign()
                    : new Decoded.Garbled();
        } catch (IllegalArgumentException e) {
            return new Decoded.Garbled();
        }
    }

    /** Returns the number that ten characters make, a negative one if they are not base64. */
    private static long bits(String token, int from, int to) {
        long bits = 0;
        int wrong = 0;
        for (int i = from; i < to; i++) {
            int value = value(token, i);
            wrong |= value;
            bits = bits << 6 | value;
        }
        return wrong < 0 ? -1 : bits;
    }

    private static int value(String token, int index) {
        char character = token.charAt(index);
        return character < VALUES.length ? VALUES[character] : -1;
    }

    /**
     * The text of 128 bits after two bytes of the frame: two bits in the first character, 60 in
     * ten, two and four in the next, 60 in the last ten.
     */
    private byte[] encodeToBytes(LockToken token) {
        byte[] bytes = text.clone();
        long sequence = token.sequence();
        long nonce = token.nonce();
        bytes[TOKEN_AT] = ALPHABET[(int) (sequence >>> 62)];
        for (int i = 0; i < 10; i++) {
            bytes[TOKEN_AT + 1 + i] = ALPHABET[(int) (sequence >>> (56 - 6 * i)) & 63];
            bytes[NONCE_AT + i] = ALPHABET[(int) (nonce >>> (54 - 6 * i)) & 63];
        }
        bytes[NONCE_AT - 1] = ALPHABET[(int) ((sequence & 3) << 4 | nonce >>> 60)];
        return bytes;
    }

    private static byte[] values() {
        byte[] values = new byte[128];
        Arrays.fill(values, (byte) -1);
        for (byte i = 0; i < ALPHABET.length; i++) {
            values[ALPHABET[i]] = i;
        }
        return values;
    }

    private static boolean hasFrame(byte[] bytes) {
        int guidEnd = GUID_AT + GUID_LENGTH;
        return bytes.length == LENGTH
                && Arrays.equals(bytes, 0, GUID_AT, FRAME, 0, GUID_AT)
                && Arrays.equals(bytes, guidEnd, SECRET_AT, FRAME, guidEnd, SECRET_AT);
    }

    private static byte[] frame() {
        byte[] frame = new byte[LENGTH];
        frame[0] = 0x0A;
        frame[1] = GUID_LENGTH + 2;
        frame[2] = 0x0A;
        frame[3] = GUID_LENGTH;
        frame[40] = 0x12;
        frame[41] = 18;
        frame[42] = 0x0A;
        frame[43] = 16;
        return frame;
    }
}
