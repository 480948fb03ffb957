package io.gridgate.handlers.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.cloudevents.CloudEventData;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.Locale;

/**
 * Reads the data of events into Java types, records above all. An event whose data cannot be read
 * so is rejected, because no repetition mends it; the reason names the place and never the value.
 * Safe for use by many threads.
 */
public final class JsonData {

    private final ObjectMapper mapper;

    /**
     * Makes a reader that passes over members it does not know, since later versions of a contract
     * may add some, and refuses null for a primitive.
     */
    public JsonData() {
        this(
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .build());
    }

    /**
     * Makes a reader that reads as an application does elsewhere.
     *
     * @param mapper not changed from here on
     */
    public JsonData(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * {@return a handler that reads the data first}
     *
     * @param type what the data are read into
     * @param handler what is done with them
     * @param <T> the same type
     */
    public <T> EventHandler handler(Class<T> type, TypedHandler<T> handler) {
        ObjectReader reader = mapper.readerFor(type);
        return (event, context) -> {
            CloudEventData data = event.getData();
            if (data == null || !isJson(event.getDataContentType())) {
                return Outcome.reject(
                        data == null ? "it has no data" : "its data are not JSON by content type");
            }
            @Nullable T value;
            try {
                value = reader.readValue(data.toBytes());
            } catch (JsonProcessingException e) {
                return Outcome.reject(
                        "its data are no %s: %s".formatted(type.getSimpleName(), where(e)));
            }
            return value == null
                    ? Outcome.reject("its data are null")
                    : handler.handle(value, event, context);
        };
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String media = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.endsWith("/json") || media.endsWith("+json");
    }

    /** The place only: Jackson's own text repeats what stands there. */
    private static String where(JsonProcessingException failure) {
        if (failure instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            StringBuilder path = new StringBuilder();
            for (JsonMappingException.Reference step : mapping.getPath()) {
                path.append('/')
                        .append(
                                step.getFieldName() == null
                                        ? String.valueOf(step.getIndex())
                                        : step.getFieldName());
            }
            return "at " + path;
        }
        JsonLocation location = failure.getLocation();
        return location == null ? "unreadable" : "at byte " + location.getByteOffset();
    }
}
