package io.gridgate.wellbeing.story;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.cloudevents.CloudEvent;
import io.cloudevents.core.builder.CloudEventBuilder;

import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;

/** The events of the story; their contracts are in {@code schemas}. */
public final class StoryEvents {

    /** An employee rated a day. */
    public static final String RECORDED = "com.contoso.wellbeing.recorded";

    /** Somebody wants the employee to get a letter. */
    public static final String REQUESTED = "com.contoso.correspondence.requested";

    /** The mail service has taken the letter. */
    public static final String SENT = "com.contoso.correspondence.sent";

    /** HR may act; only where a process manager leads. */
    public static final String REPORTED = "com.contoso.wellbeing.reported";

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private StoryEvents() {}

    /** The data of {@link #RECORDED} and {@link #REPORTED}. */
    public record Rating(String employeeId, String day, int rating) {}

    /** The data of {@link #REQUESTED}. */
    public record LetterRequest(String employeeId, String day) {}

    /** The data of {@link #SENT}. */
    public record SentLetter(String employeeId, String day, String messageId) {}

    /** Makes an event about a day. */
    public static CloudEvent event(
            String id, String source, String type, Day day, Instant time, Object data) {
        try {
            return CloudEventBuilder.v1()
                    .withId(id)
                    .withSource(URI.create("https://wellbeing.contoso.com/" + source))
                    .withType(type)
                    .withSubject(day.toString())
                    .withTime(time.atOffset(ZoneOffset.UTC))
                    .withDataSchema(URI.create("https://schemas.contoso.com/" + type + "/1.json"))
                    .withData("application/json", MAPPER.writeValueAsBytes(data))
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("records can be written as JSON", e);
        }
    }
}
