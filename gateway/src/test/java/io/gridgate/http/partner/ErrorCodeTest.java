package io.gridgate.http.partner;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import io.gridgate.http.HttpFailure;
import io.gridgate.http.HttpFailures;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

final class ErrorCodeTest {

    private static final Path PAGE = Path.of("..", "docs", "errors.md");

    /** To write the page anew: run this test with -Dtest.jvm.args=-Dgridgate.docs.write=true. */
    @Test
    void pageIsInStepWithTheCatalogue() throws IOException {
        if (Boolean.getBoolean("gridgate.docs.write")) {
            Files.writeString(PAGE, ErrorPage.markdown());
        }

        assertThat(PAGE).content().isEqualTo(ErrorPage.markdown());
    }

    @Test
    void openApiNamesEveryStatusAndCode() throws IOException {
        JsonNode openApi;
        try (InputStream in = getClass().getResourceAsStream("/openapi/partner.json")) {
            openApi = new ObjectMapper().readTree(in);
        }
        JsonNode paths = openApi.get("paths");
        Set<String> statuses = new TreeSet<>();
        paths.forEach(path ->
                path.forEach(operation ->
                        operation.path("responses").fieldNames().forEachRemaining(statuses::add)));

        assertThat(statuses)
                .containsAll(
                        Stream.of(ErrorCode.values())
                                .map(code -> Integer.toString(code.status()))
                                .collect(Collectors.toSet()));
        assertThat(openApi.at("/components/schemas/PartnerProblem/properties/code/enum"))
                .extracting(JsonNode::asText)
                .containsExactlyElementsOf(
                        Stream.of(ErrorCode.values()).map(ErrorCode::code).toList());
    }

    @Test
    void findsTheEntryOfAFailureOfTheServer() {
        assertThat(ErrorCode.of(HttpFailures.bodyTooLarge(1))).isEqualTo(ErrorCode.BODY_TOO_LARGE);
        assertThat(ErrorCode.of(HttpFailures.bodyTooSlow())).isEqualTo(ErrorCode.BODY_TIMEOUT);
        assertThat(ErrorCode.of(HttpFailures.noSuchRoute())).isEqualTo(ErrorCode.NOT_FOUND);
        assertThat(ErrorCode.of(HttpFailures.methodNotAllowed("GET")))
                .isEqualTo(ErrorCode.METHOD_NOT_ALLOWED);
        assertThat(ErrorCode.of(HttpFailures.unavailable("x"))).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(ErrorCode.of(HttpFailures.internal())).isEqualTo(ErrorCode.INTERNAL);
        assertThat(ErrorCode.of(new HttpFailure(431, "x", "y"))).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(ErrorCode.of(new HttpFailure(400, "BadRequest", "y")))
                .isEqualTo(ErrorCode.BAD_REQUEST);
    }

    @Test
    void tellsATrackingIdOnlyForFailuresOfTheGateway() {
        assertThat(text(ErrorCode.UNAUTHENTICATED)).doesNotContain("TRACKING");
        assertThat(text(ErrorCode.INTERNAL)).contains("\"trackingId\":\"TRACKING\"");
    }

    private static String text(ErrorCode code) {
        return new String(new Problems().render(code.failure("detail"), "TRACKING").body(), UTF_8);
    }
}
