package io.gridgate.app.output;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.util.ArrayList;
import java.util.List;

/** Says in lines what the admin API says of the quarantine. */
public final class QuarantineText {

    private QuarantineText() {}

    /**
     * {@return the text for people}
     *
     * @param body an answer of the admin API
     */
    public static List<String> lines(String body) {
        JsonNode answer = read(body);
        List<String> lines = new ArrayList<>();
        for (JsonNode source : answer.path("sources")) {
            lines.add(
                    "%s/%s: %d held, %d released, %d dropped"
                            .formatted(
                                    source.path("partner").asText(),
                                    source.path("source").asText(),
                                    source.path("held").asLong(),
                                    source.path("released").asLong(),
                                    source.path("dropped").asLong()));
        }
        for (JsonNode event : answer.path("events")) {
            JsonNode first = event.path("violations").path(0);
            lines.add(
                    "%d %s %s %s: %s"
                            .formatted(
                                    event.path("sequence").asLong(),
                                    event.path("acceptedAt").asText(),
                                    printable(event.path("type").asText()),
                                    printable(event.path("id").asText()),
                                    first.isMissingNode()
                                            ? "keeps its contract now"
                                            : printable(
                                                    "'%s' %s"
                                                            .formatted(
                                                                    first.path("pointer").asText(),
                                                                    first.path("detail")
                                                                            .asText()))));
        }
        if (answer.has("status")) {
            lines.add(
                    "event %d %s"
                            .formatted(
                                    answer.path("sequence").asLong(),
                                    answer.path("status").asText()));
        }
        return lines.isEmpty() ? List.of("nothing is in quarantine") : lines;
    }

    /**
     * {@return why the gateway did not do what it was asked for}
     *
     * @param status the HTTP status
     * @param body the problem
     */
    public static String failure(int status, String body) {
        String detail = status == 401 ? "the admin key is not its own" : detail(body);
        return "the gateway answers " + status + ": " + detail;
    }

    private static String detail(String body) {
        try {
            return printable(new ObjectMapper().readTree(body).path("detail").asText());
        } catch (JsonProcessingException _) {
            return "that is no gateway";
        }
    }

    private static JsonNode read(String body) {
        try {
            return new ObjectMapper().readTree(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not an answer of the admin API: " + body, e);
        }
    }

    /** What senders wrote must not make lines of its own. */
    private static String printable(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
