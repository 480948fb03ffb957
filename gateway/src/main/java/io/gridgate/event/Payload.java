package io.gridgate.event;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;

import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;

/** Makes of an event's data the bytes that stand for it outside JSON. */
final class Payload {

    private Payload() {}

    static byte[] of(Event event) {
        int from = event.dataOffset();
        int to = from + event.dataLength();
        return switch (event.dataKind()) {
            case NONE -> new byte[0];
            case BASE64 -> Base64.getDecoder().decode(DataRules.base64(event.json(), from, to));
            case JSON -> json(event, from, to);
        };
    }

    private static byte[] json(Event event, int from, int to) {
        MediaType type =
                MediaType.of(
                        event.attribute(AttributeNames.DATACONTENTTYPE) instanceof String given
                                ? given
                                : null);
        if (type.isJson()) {
            return Arrays.copyOfRange(event.json(), from, to);
        }
        if (event.json()[from] != '"') {
            return new byte[0];
        }
        String text = DataRules.text(event.json(), from, to);
        return text.getBytes(charset(type.textCharset(), text));
    }

    private static Charset charset(@Nullable Charset charset, String text) {
        return charset != null && charset.canEncode() && charset.newEncoder().canEncode(text)
                ? charset
                : UTF_8;
    }
}
