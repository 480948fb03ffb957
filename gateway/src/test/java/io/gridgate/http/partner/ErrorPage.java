package io.gridgate.http.partner;

import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes {@code docs/errors.md} from the error catalogue. */
final class ErrorPage {

    private static final String INTRODUCTION =
            """
            # Errors of the partner API

            Every refused request gets problem details (RFC 9457) as `application/problem+json`: `type` \
            (`urn:gridgate:problem:` and the code), `title`, `status`, `detail` with the particulars, and \
            `code`. Answers of 5xx also have a `trackingId`, under which the log has the cause. Nothing \
            of a refused request is stored. When all events of a request are rejected, forbidden or conflict, the \
            problem carries their `receipts`.

            This page is made from the catalogue in the program (`ErrorCode`); a test keeps it in step. \
            The namespace API answers in Azure's own envelope instead.

            | code | status | what happened | who acts | what to do |
            |---|---|---|---|---|
            """;

    private ErrorPage() {}

    static String markdown() {
        return INTRODUCTION
                + Stream.of(ErrorCode.values()).map(ErrorPage::row).collect(Collectors.joining());
    }

    private static String row(ErrorCode code) {
        String actor =
                switch (code.actor()) {
                    case SENDER -> "the sender";
                    case OPERATOR -> "the operator";
                    case NOBODY -> "nobody";
                };
        return "| `%s` | %d | %s | %s | %s |\n"
                .formatted(code.code(), code.status(), code.title(), actor, code.remedy());
    }
}
