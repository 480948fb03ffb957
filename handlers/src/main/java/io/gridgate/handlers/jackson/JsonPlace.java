package io.gridgate.handlers.jackson;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;

/** Where JSON could not be read, and not what stands there, which Jackson's own text repeats. */
final class JsonPlace {

    private JsonPlace() {}

    static String of(JsonProcessingException failure) {
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
