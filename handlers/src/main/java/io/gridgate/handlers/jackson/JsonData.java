package io.gridgate.handlers.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.cloudevents.CloudEvent;
import io.cloudevents.CloudEventData;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;
import io.gridgate.handlers.process.BeginStep;
import io.gridgate.handlers.process.Decision;
import io.gridgate.handlers.process.EventStep;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
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
        return (event, context) ->
                switch (read(reader, type, event)) {
                    case Reading.Unreadable<T>(String reason) -> Outcome.reject(reason);
                    case Reading.Value<T>(T value) -> handler.handle(value, event, context);
                };
    }

    /**
     * {@return a step of a process that reads the data first}
     *
     * @param type what the data are read into
     * @param step what is begun with them
     * @param <S> the type of the process's state
     * @param <T> the same type as the data's
     */
    public <S, T> BeginStep<S> begin(Class<T> type, TypedBeginStep<S, T> step) {
        ObjectReader reader = mapper.readerFor(type);
        return (event, context) ->
                switch (read(reader, type, event)) {
                    case Reading.Unreadable<T>(String reason) -> Decision.reject(reason);
                    case Reading.Value<T>(T value) -> step.take(value, context);
                };
    }

    /**
     * {@return a step of a process that reads the data first}
     *
     * @param type what the data are read into
     * @param step what follows from them
     * @param <S> the type of the process's state
     * @param <T> the same type as the data's
     */
    public <S, T> EventStep<S> step(Class<T> type, TypedEventStep<S, T> step) {
        ObjectReader reader = mapper.readerFor(type);
        return (state, event, context) ->
                switch (read(reader, type, event)) {
                    case Reading.Unreadable<T>(String reason) -> Decision.reject(reason);
                    case Reading.Value<T>(T value) -> step.take(state, value, context);
                };
    }

    private sealed interface Reading<T> {

        record Value<T>(T value) implements Reading<T> {}

        record Unreadable<T>(String reason) implements Reading<T> {}
    }

    private static <T> Reading<T> read(ObjectReader reader, Class<T> type, CloudEvent event)
            throws IOException {
        CloudEventData data = event.getData();
        if (data == null || !isJson(event.getDataContentType())) {
            return new Reading.Unreadable<>(
                    data == null ? "it has no data" : "its data are not JSON by content type");
        }
        @Nullable T value;
        try {
            value = reader.readValue(data.toBytes());
        } catch (JsonProcessingException e) {
            return new Reading.Unreadable<>(
                    "its data are no %s: %s".formatted(type.getSimpleName(), JsonPlace.of(e)));
        }
        return value == null
                ? new Reading.Unreadable<>("its data are null")
                : new Reading.Value<>(value);
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        String media = contentType.split(";", 2)[0].strip().toLowerCase(Locale.ROOT);
        return media.endsWith("/json") || media.endsWith("+json");
    }
}
