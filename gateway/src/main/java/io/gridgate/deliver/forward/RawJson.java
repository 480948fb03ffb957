package io.gridgate.deliver.forward;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.azure.core.util.BinaryData;
import com.fasterxml.jackson.annotation.JsonRawValue;
import com.fasterxml.jackson.annotation.JsonValue;

/**
 * JSON that Microsoft's client puts into a request as it stands. Given as bytes it would become a
 * base64 text, and given as a value its numbers would be written anew.
 */
final class RawJson {

    private final String json;

    private RawJson(String json) {
        this.json = json;
    }

    static BinaryData of(byte[] json) {
        return BinaryData.fromObject(new RawJson(new String(json, UTF_8)));
    }

    /** Called by the client's serializer. */
    @JsonValue
    @JsonRawValue
    public String json() {
        return json;
    }
}
