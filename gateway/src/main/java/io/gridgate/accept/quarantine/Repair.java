package io.gridgate.accept.quarantine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.gridgate.event.DataKind;
import io.gridgate.event.Event;

import java.io.ByteArrayOutputStream;
import java.io.IOException;

/**
 * Changes the data of an event by a JSON Patch. The attributes stay byte for byte; of the data,
 * numbers keep their digits, but white space and the way in which texts are escaped may change.
 */
final class Repair {

    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                    .build();

    private Repair() {}

    /** Returns the event as JSON with changed data. */
    static byte[] patched(Event event, byte[] patch) throws PatchException {
        if (event.dataKind() != DataKind.JSON) {
            throw new PatchException("only data that is JSON can be patched");
        }
        try {
            JsonNode data = MAPPER.readTree(event.json(), event.dataOffset(), event.dataLength());
            JsonNode changed = JsonPatch.apply(operations(patch), data);
            ByteArrayOutputStream json = new ByteArrayOutputStream();
            int end = event.dataOffset() + event.dataLength();
            json.write(event.json(), 0, event.dataOffset());
            json.write(MAPPER.writeValueAsBytes(changed));
            json.write(event.json(), end, event.json().length - end);
            return json.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("the data of a stored event is not JSON", e);
        }
    }

    private static JsonNode operations(byte[] patch) throws IOException, PatchException {
        try {
            return MAPPER.readTree(patch);
        } catch (JsonProcessingException e) {
            throw new PatchException("the patch is not JSON: " + e.getOriginalMessage());
        }
    }
}
