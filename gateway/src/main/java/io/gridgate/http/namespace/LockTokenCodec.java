package io.gridgate.http.namespace;

import io.gridgate.http.JsonText;
import io.gridgate.log.LockToken;
import io.gridgate.log.SubscriptionName;

import java.nio.ByteBuffer;
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

    private static final int TEXT_LENGTH = 80;
    private static final int GUID_AT = 4;
    private static final int GUID_LENGTH = 36;
    private static final int SECRET_AT = 44;
    private static final int LENGTH = 60;

    /** Everything but GUID and secret: field 1 of 38 bytes, field 2 of 18 bytes. */
    private static final byte[] FRAME = frame();

    private final byte[] template;

    private LockTokenCodec(byte[] template) {
        this.template = template;
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
    void append(JsonText json, LockToken token) {
        json.raw(encodeToBytes(token));
    }

    Decoded decode(String text) {
        byte[] bytes;
        try {
            bytes = text.length() == TEXT_LENGTH ? Base64.getDecoder().decode(text) : new byte[0];
        } catch (IllegalArgumentException e) {
            return new Decoded.Garbled();
        }
        if (!hasFrame(bytes)) {
            return new Decoded.Garbled();
        }
        if (!Arrays.equals(bytes, 0, SECRET_AT, template, 0, SECRET_AT)) {
            return new Decoded.Foreign();
        }
        ByteBuffer secret = ByteBuffer.wrap(bytes, SECRET_AT, LENGTH - SECRET_AT);
        return new Decoded.Token(new LockToken(secret.getLong(), secret.getLong()));
    }

    private byte[] encodeToBytes(LockToken token) {
        byte[] bytes = template.clone();
        ByteBuffer.wrap(bytes, SECRET_AT, LENGTH - SECRET_AT)
                .putLong(token.sequence())
                .putLong(token.nonce());
        return Base64.getEncoder().encode(bytes);
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
