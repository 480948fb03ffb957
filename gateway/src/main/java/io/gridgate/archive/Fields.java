package io.gridgate.archive;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The fields of one object of a line; what is not as expected is told with the line. */
@SuppressWarnings("ArrayRecordComponent") // handed through, never compared
record Fields(long line, byte[] text, JsonNode node) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads a line, and refuses one that is damaged. */
    static Fields of(long line, byte[] text) {
        if (!Line.isWhole(text)) {
            throw new ArchiveException(line, "is damaged: its checksum is another, or missing");
        }
        return parse(line, text);
    }

    /** Reads an object of a line. */
    static Fields parse(long line, byte[] text) {
        try {
            JsonNode node = JSON.readTree(text);
            if (node.isObject()) {
                return new Fields(line, text, node);
            }
            throw new ArchiveException(line, "is no JSON object");
        } catch (IOException e) {
            throw new ArchiveException(line, "is no JSON", e);
        }
    }

    ArchiveException refused(String reason) {
        return new ArchiveException(line, reason);
    }

    boolean has(String name) {
        return node.has(name);
    }

    Fields object(String name) {
        JsonNode found = node.path(name);
        if (!found.isObject()) {
            throw refused(name + " must be an object");
        }
        return new Fields(line, text, found);
    }

    List<Fields> objects(String name) {
        List<Fields> found = new ArrayList<>();
        for (JsonNode each : node.path(name)) {
            found.add(new Fields(line, text, each));
        }
        return found;
    }

    String text(String name) {
        JsonNode found = node.path(name);
        if (!found.isTextual()) {
            throw refused(name + " must be a text");
        }
        return found.asText();
    }

    List<String> texts(String name) {
        List<String> found = new ArrayList<>();
        for (JsonNode each : node.path(name)) {
            found.add(each.asText());
        }
        return found;
    }

    long number(String name) {
        JsonNode found = node.path(name);
        if (!found.canConvertToLong() || !found.isIntegralNumber()) {
            throw refused(name + " must be a whole number");
        }
        return found.asLong();
    }

    int smallNumber(String name) {
        return Math.clamp(number(name), Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    boolean isTrue(String name) {
        return node.path(name).asBoolean();
    }

    Instant time(String name) {
        try {
            return Instant.parse(text(name));
        } catch (DateTimeException e) {
            throw new ArchiveException(line, name + " must be a time", e);
        }
    }

    Duration duration(String name) {
        try {
            return Duration.parse(text(name));
        } catch (DateTimeException e) {
            throw new ArchiveException(line, name + " must be a duration", e);
        }
    }

    byte[] base64(String name) {
        try {
            byte[] found = node.path(name).binaryValue();
            if (found == null) {
                throw refused(name + " must be Base64");
            }
            return found;
        } catch (IOException e) {
            throw new ArchiveException(line, name + " must be Base64", e);
        }
    }
}
