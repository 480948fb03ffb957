package io.gridgate.http.partner;

import io.gridgate.http.ErrorEnvelope;
import io.gridgate.http.HttpFailure;
import io.gridgate.http.JsonText;
import io.gridgate.http.ProblemDetails;

import java.util.Map;

/**
 * Problem details of the partner API, RFC 9457: {@code type}, {@code title}, {@code status}, {@code
 * detail} and the {@code code} of the catalogue. Answers of 5xx carry a {@code trackingId} that the
 * log has too; those of 4xx do not, so that they are the same for the same mistake.
 */
final class Problems implements ErrorEnvelope {

    private static final String TYPE_PREFIX = "urn:gridgate:problem:";

    @Override
    public Rendered render(HttpFailure failure, String trackingId) {
        ErrorCode code = ErrorCode.of(failure);
        JsonText json = begin(code, failure.status(), failure.reason());
        if (failure.status() >= 500) {
            json.raw(",\"trackingId\":").string(trackingId);
        }
        return new Rendered(ProblemDetails.CONTENT_TYPE, Map.of(), json.raw("}").toBytes());
    }

    /** Begins a problem object; the caller adds members and closes it. */
    static JsonText begin(ErrorCode code, int status, String detail) {
        return new JsonText(512)
                .raw("{\"type\":")
                .string(TYPE_PREFIX + code.code())
                .raw(",\"title\":")
                .string(code.title())
                .raw(",\"status\":")
                .raw(Integer.toString(status))
                .raw(",\"detail\":")
                .string(detail)
                .raw(",\"code\":")
                .string(code.code());
    }
}
