package io.gridgate.http.partner;

import io.gridgate.accept.Outcome;
import io.gridgate.accept.Receipt;
import io.gridgate.http.Answer;
import io.gridgate.http.JsonText;
import io.gridgate.http.ProblemDetails;

import jakarta.servlet.http.HttpServletResponse;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.util.List;

/**
 * The answer to a request whose events have receipts: 202 when all were accepted, quarantined, or
 * are all duplicates, 207 when the receipts differ, 409 when all conflict, 403 when none may be
 * published, 400 when all were rejected.
 *
 * @param partner the partner in the path
 * @param source the source in the path
 * @param receipts one per event
 */
record ReceiptAnswer(String partner, String source, List<Receipt> receipts) {

    private static final String JSON = "application/json";

    void write(HttpServletResponse response) throws IOException {
        String location =
                receipts.size() == 1
                        ? ReceiptJson.statusUrl(partner, source, receipts.getFirst())
                        : null;
        if (location != null) {
            response.setHeader("Location", location);
        }
        ErrorCode error = error();
        if (error == null) {
            JsonText json = new JsonText(256 * (1 + receipts.size())).raw("{");
            byte[] body = ReceiptJson.append(json, partner, source, receipts).raw("}").toBytes();
            Answer.write(response, agree() ? 202 : 207, JSON, body);
        } else {
            JsonText json = Problems.begin(error, error.status(), detail(error)).raw(",");
            byte[] body = ReceiptJson.append(json, partner, source, receipts).raw("}").toBytes();
            Answer.write(response, error.status(), ProblemDetails.CONTENT_TYPE, body);
        }
    }

    private boolean agree() {
        return receipts.stream().map(it -> ReceiptJson.status(it.outcome())).distinct().count()
                <= 1;
    }

    private @Nullable ErrorCode error() {
        if (receipts.isEmpty() || !agree()) {
            return null;
        }
        return switch (receipts.getFirst().outcome()) {
            case Outcome.Accepted _, Outcome.Quarantined _, Outcome.Duplicate _ -> null;
            case Outcome.Conflict _ -> ErrorCode.CONFLICT;
            case Outcome.Forbidden _ -> ErrorCode.FORBIDDEN;
            case Outcome.Rejected _ -> ErrorCode.REJECTED;
        };
    }

    private String detail(ErrorCode error) {
        if (receipts.size() > 1) {
            return "All " + receipts.size() + " events; the receipts have the reasons.";
        }
        return switch (receipts.getFirst().outcome()) {
            case Outcome.Rejected(var name, var reason, _) ->
                    name.isEmpty() ? reason : "`" + name + "` " + reason;
            case Outcome.Forbidden(var name, var reason) -> "`" + name + "` " + reason;
            case Outcome.Conflict _,
                    Outcome.Accepted _,
                    Outcome.Quarantined _,
                    Outcome.Duplicate _ ->
                    error.title() + ", with other content.";
        };
    }
}
