package io.gridgate.handlers.jackson;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import io.gridgate.handlers.process.StateFormat;

/**
 * Keeps the state of a process, a record for example, as JSON. Safe for use by many threads.
 *
 * @param <S> the type of the state
 */
public final class JsonState<S> implements StateFormat<S> {

    private final Class<S> type;
    private final ObjectMapper mapper;

    /**
     * Makes a format that passes over members it does not know, so that a component may be taken
     * away; one that is added is null, 0 or false in older instances.
     *
     * @param type the type of the state
     */
    public JsonState(Class<S> type) {
        this(
                type,
                JsonMapper.builder()
                        .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                        .build());
    }

    /**
     * Makes a format that reads and writes as an application does elsewhere.
     *
     * @param type the type of the state
     * @param mapper not changed from here on
     */
    public JsonState(Class<S> type, ObjectMapper mapper) {
        this.type = type;
        this.mapper = mapper;
    }

    @Override
    public String write(S state) {
        try {
            return mapper.writeValueAsString(state);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the state cannot be written as JSON", e);
        }
    }

    @Override
    public S read(String text) {
        try {
            return mapper.readValue(text, type);
        } catch (JsonProcessingException e) {
            // Without the cause, whose text repeats what stands there.
            throw new IllegalStateException(
                    "the state is no %s %s".formatted(type.getSimpleName(), JsonPlace.of(e)));
        }
    }
}
