package io.gridgate.event;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.jspecify.annotations.Nullable;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Base64;

/** Writes one structured event around data bytes that stand on their own. */
final class EventAssembly {

    private EventAssembly() {}

    /** Returns the event, or the first rule that the draft or the data break. */
    static Item assemble(EventDraft draft, byte[] data, EventForm form, int index) {
        Problem problem = draft.problem(index);
        if (problem != null) {
            return new Item.Invalid(problem);
        }
        JsonWriter json = new JsonWriter(data.length + data.length / 3 + 512);
        json.ascii('{');
        Attributes attributes = draft.attributes();
        for (int i = 0; i < attributes.size(); i++) {
            write(json, form, attributes.name(i), attributes.value(i));
        }
        try {
            if (data.length > 0) {
                writeData(json, draft, data, form);
            }
        } catch (Refused refused) {
            return new Item.Invalid(draft.problem(AttributeNames.DATA, refused.reason(), index));
        }
        return new Item.Valid(draft.toEvent(json.ascii('}').toBytes(), 0));
    }

    private static void write(
            JsonWriter json, EventForm form, String name, @Nullable Object value) {
        switch (value) {
            case null -> {}
            case String time when form == EventForm.AS_AZURE && name.equals(AttributeNames.TIME) ->
                    json.name(name).string(Timestamps.utc(time));
            case String text -> json.name(name).string(text);
            default -> json.name(name).raw(value.toString());
        }
    }

    private static void writeData(JsonWriter json, EventDraft draft, byte[] data, EventForm form)
            throws Refused {
        MediaType type = MediaType.of(draft.attributes().text(AttributeNames.DATACONTENTTYPE));
        if (type.isJson()) {
            JsonBody.checkEncoding(data);
            int start = json.name(AttributeNames.DATA).size();
            writeJson(json, data, form);
            draft.data(DataKind.JSON, start, json.size());
            return;
        }
        String text = type.isText() ? text(type.textCharset(), data) : null;
        if (text != null) {
            int start = json.name(AttributeNames.DATA).size();
            draft.data(DataKind.JSON, start, json.string(text).size());
        } else {
            int start = json.name(AttributeNames.DATA_BASE64).size() + 1;
            json.string(new String(Base64.getEncoder().encode(data), ISO_8859_1));
            draft.data(DataKind.BASE64, start, json.size() - 1);
        }
    }

    private static void writeJson(JsonWriter json, byte[] data, EventForm form) throws Refused {
        JsonCursor cursor = JsonCursor.ofData(data);
        cursor.peek();
        int from = cursor.position();
        if (form == EventForm.AS_AZURE) {
            JsonSplice sorted = new JsonSplice(json, data);
            new SortedJson(data, cursor, sorted).value();
            sorted.flush();
        } else {
            cursor.skipValue();
            json.raw(data, from, cursor.position());
        }
        cursor.finish();
    }

    /** Returns bytes as text if the same bytes can be made of it again, else null. */
    private static @Nullable String text(@Nullable Charset charset, byte[] data) {
        if (charset == null || !charset.canEncode()) {
            return null;
        }
        try {
            String text = charset.newDecoder().decode(ByteBuffer.wrap(data)).toString();
            return Arrays.equals(text.getBytes(charset), data) ? text : null;
        } catch (CharacterCodingException e) {
            return null;
        }
    }
}
