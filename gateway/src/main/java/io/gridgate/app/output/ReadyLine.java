package io.gridgate.app.output;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;

/** The one line of JSON on standard output that tells a program that this process is ready. */
public final class ReadyLine {

    private ReadyLine() {}

    /**
     * Prints the line.
     *
     * @param ready names to texts, numbers, lists of texts, or maps of the same
     */
    public static void print(Map<String, ?> ready) {
        System.out.println(text(ready));
        System.out.flush();
    }

    /**
     * Returns the line without its end.
     *
     * @param ready names to texts, numbers, lists of texts, or maps of the same
     * @return an object of JSON
     */
    public static String text(Map<String, ?> ready) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text)) {
            write(json, ready);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }

    private static void write(JsonGenerator json, Object value) throws IOException {
        switch (value) {
            case Map<?, ?> map -> {
                json.writeStartObject();
                for (Map.Entry<?, ?> entry : map.entrySet()) {
                    json.writeFieldName(String.valueOf(entry.getKey()));
                    write(json, entry.getValue());
                }
                json.writeEndObject();
            }
            case List<?> list -> {
                json.writeStartArray();
                for (Object item : list) {
                    write(json, item);
                }
                json.writeEndArray();
            }
            case Number number -> json.writeNumber(number.longValue());
            case Boolean flag -> json.writeBoolean(flag);
            default -> json.writeString(value.toString());
        }
    }
}
