package io.gridgate.app.output;

import io.gridgate.accept.Outcome;
import io.gridgate.accept.Receipt;
import io.gridgate.accept.Trial;
import io.gridgate.accept.Trial.Attempt;
import io.gridgate.accept.Trial.Reading;
import io.gridgate.auth.Admission;
import io.gridgate.contract.Violation;
import io.gridgate.http.JsonText;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Shows what a captured delivery would become. */
public final class TrialText {

    private static final String MEDIA_TYPE = "this source does not read its Content-Type";

    private TrialText() {}

    /**
     * {@return the text for people}
     *
     * @param source the source as {@code partner/source}
     * @param trial what would become of the delivery
     */
    public static List<String> lines(String source, Trial trial) {
        List<String> lines = new ArrayList<>();
        lines.add(
                source
                        + switch (trial.admission()) {
                            case Admission.Admitted(String secret) ->
                                    ": authenticated by the secret " + secret;
                            case Admission.Refused(Admission.Reason reason) ->
                                    ": NOT AUTHENTICATED: " + reason.text();
                        });
        switch (trial.message()) {
            case Reading.UnsupportedMediaType _ -> lines.add("refused: " + MEDIA_TYPE);
            case Reading.Malformed(String reason) -> lines.add("refused: " + reason);
            case Reading.Greeted(var answer) ->
                    lines.add("no event; would be answered with: " + answer.text());
            case Reading.Events(List<Attempt> events) ->
                    events.forEach(each -> lines.add(line(each)));
        }
        return lines;
    }

    private static String line(Attempt attempt) {
        return switch (attempt) {
            case Attempt.Accepted(byte[] event) -> new String(event, StandardCharsets.UTF_8);
            case Attempt.Held(var contract, var violations) ->
                    "quarantined: `data` violates " + contract + list(violations);
            case Attempt.Refused(Receipt receipt) -> "refused: " + reason(receipt);
        };
    }

    private static String list(List<Violation> violations) {
        return violations.stream()
                .map(it -> "; '" + it.pointer() + "' " + it.detail())
                .reduce("", String::concat);
    }

    private static String reason(Receipt receipt) {
        return switch (receipt.outcome()) {
            case Outcome.Rejected(var attribute, var reason, var violations) ->
                    (attribute.isEmpty() ? "" : "`" + attribute + "` ") + reason + list(violations);
            case Outcome.Forbidden(var attribute, var reason) -> "`" + attribute + "` " + reason;
            case Outcome.Accepted _,
                    Outcome.Quarantined _,
                    Outcome.Duplicate _,
                    Outcome.Conflict _ ->
                    receipt.outcome().toString();
        };
    }

    /**
     * {@return the same as a line of JSON}
     *
     * @param source the source as {@code partner/source}
     * @param trial what would become of the delivery
     */
    public static String json(String source, Trial trial) {
        JsonText json = new JsonText(1024).raw("{\"source\":").string(source);
        switch (trial.admission()) {
            case Admission.Admitted(String secret) ->
                    json.raw(",\"authenticated\":true,\"secret\":").string(secret);
            case Admission.Refused(Admission.Reason reason) ->
                    json.raw(",\"authenticated\":false,\"reason\":").string(reason.text());
        }
        json.raw(",\"accepted\":" + trial.accepted());
        switch (trial.message()) {
            case Reading.UnsupportedMediaType _ -> json.raw(",\"refused\":").string(MEDIA_TYPE);
            case Reading.Malformed(String reason) -> json.raw(",\"refused\":").string(reason);
            case Reading.Greeted(var answer) -> json.raw(",\"answer\":").string(answer.text());
            case Reading.Events(List<Attempt> events) -> {
                String separator = ",\"events\":[";
                for (Attempt attempt : events) {
                    json.raw(separator);
                    separator = ",";
                    append(json, attempt);
                }
                json.raw(events.isEmpty() ? ",\"events\":[]" : "]");
            }
        }
        return new String(json.raw("}").toBytes(), StandardCharsets.UTF_8);
    }

    private static void append(JsonText json, Attempt attempt) {
        switch (attempt) {
            case Attempt.Accepted(byte[] event) -> json.raw("{\"event\":").raw(event).raw("}");
            case Attempt.Held _ -> json.raw("{\"quarantined\":").string(line(attempt)).raw("}");
            case Attempt.Refused(Receipt receipt) ->
                    json.raw("{\"refused\":").string(reason(receipt)).raw("}");
        }
    }
}
