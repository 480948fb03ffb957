package io.gridgate.handlers.client;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import io.cloudevents.CloudEventData;
import io.cloudevents.rw.CloudEventRWException;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/** Event data that are still in the JSON of their event; decoded on first use, then kept. */
final class SliceData implements CloudEventData {

    private enum Form {
        RAW,
        TEXT,
        BASE64
    }

    private final Slice slice;
    private final Form form;
    private volatile byte @Nullable [] bytes;

    private SliceData(Slice slice, Form form) {
        this.slice = slice;
        this.form = form;
    }

    /** The JSON value itself is the data. */
    static SliceData raw(Slice slice) {
        return new SliceData(slice, Form.RAW);
    }

    /** The data are the text of a JSON string. */
    static SliceData text(Slice slice) {
        return new SliceData(slice, Form.TEXT);
    }

    /** The data are the bytes that a JSON string holds in base64. */
    static SliceData base64(Slice slice) {
        return new SliceData(slice, Form.BASE64);
    }

    @Override
    public byte[] toBytes() {
        byte[] known = bytes;
        if (known == null) {
            known = form == Form.RAW ? slice.copy() : decode();
            bytes = known;
        }
        return known;
    }

    private byte[] decode() {
        try (JsonParser parser =
                Json.FACTORY.createParser(slice.array(), slice.from(), slice.length())) {
            if (parser.nextToken() != JsonToken.VALUE_STRING) {
                throw CloudEventRWException.newOther("data_base64 must be a JSON string");
            }
            return form == Form.BASE64
                    ? parser.getBinaryValue()
                    : parser.getText().getBytes(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw CloudEventRWException.newOther(e);
        }
    }

    @Override
    public String toString() {
        return "SliceData[" + form + ", " + slice.length() + " B]";
    }
}
