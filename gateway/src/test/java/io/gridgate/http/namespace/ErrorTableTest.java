package io.gridgate.http.namespace;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import io.gridgate.log.SubscriptionName;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Arrays;

/** What Azure was recorded to answer, status, header and body. */
class ErrorTableTest {

    private static final String PUBLISH = "/topics/orders:publish?" + NamespaceFixture.VERSION;
    private static final SubscriptionName WORKER =
            new SubscriptionName(NamespaceFixture.ORDERS, "worker");
    private static final String BATCH = "application/cloudevents-batch+json; charset=utf-8";

    @TempDir private static Path folder;
    private static NamespaceFixture namespace;

    @BeforeAll
    static void start() throws Exception {
        namespace = new NamespaceFixture(folder, NamespaceLimits.STRICT);
    }

    @AfterAll
    static void stop() {
        namespace.close();
    }

    @Test
    void namesTheMissingAttribute() throws Exception {
        expect(
                namespace.publish("{\"specversion\":\"1.0\",\"id\":\"1\",\"type\":\"t\"}"),
                400,
                "BadRequest",
                "`source` attribute is required");
    }

    @Test
    void checksTheIdFirstAmongEmptyAttributes() throws Exception {
        expect(
                namespace.publishBatch(
                        "[{\"id\":\"\",\"source\":\"\",\"specversion\":\"\",\"type\":\"\"}]"),
                400,
                "BadRequest",
                "`id` must be non-empty string");
    }

    @Test
    void wantsAContentTypeInBinaryMode() throws Exception {
        expect(
                namespace.post(
                        PUBLISH,
                        "x",
                        "ce-id",
                        "1",
                        "ce-source",
                        "/s",
                        "ce-type",
                        "t",
                        "ce-specversion",
                        "1.0"),
                400,
                "BadRequest",
                "CONTENT-TYPE is not provided");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    maxEvents=-20    | BadRequest      | Error parsing query parameters: invalid digit found in string
                    maxEvents=x      | BadRequest      | Error parsing query parameters: invalid digit found in string
                    maxEvents=       | BadRequest      | Error parsing query parameters: cannot parse integer from empty string
                    maxEvents=0      | ArgumentInvalid | Invalid maxEvents parameter
                    maxEvents=101    | ArgumentInvalid | Invalid maxEvents parameter
                    maxWaitTime=121  | ArgumentInvalid | Invalid maxWaitTime parameter
                    maxWaitTime=9    | ArgumentInvalid | Invalid maxWaitTime parameter
                    maxWaitTime=-20  | BadRequest      | Error parsing query parameters: invalid digit found in string
                    maxWaitTime=9999999999 | BadRequest | Error parsing query parameters: number too large to fit in target type
                    """)
    void refusesReceiveParameters(String parameter, String code, String message) throws Exception {
        expect(namespace.receive("worker", "&" + parameter), 400, code, message);
    }

    @ParameterizedTest
    @CsvSource({
        "/topics/faketopic:publish",
        "/topics/faketopic/eventsubscriptions/worker:receive",
        "/topics/faketopic/eventsubscriptions/worker:acknowledge",
        "/topics/faketopic/eventsubscriptions/worker:release",
        "/topics/faketopic/eventsubscriptions/worker:reject",
        "/topics/faketopic/eventsubscriptions/worker:renewLock"
    })
    void looksForTheTopicBeforeItReadsTheBody(String path) throws Exception {
        expect(
                namespace.post(
                        path + "?" + NamespaceFixture.VERSION,
                        "[{\"nonsense\":true}]",
                        "Content-Type",
                        BATCH),
                404,
                "NotFound",
                "Topic 'faketopic' is not found");
    }

    @Test
    void namesTheUnknownSubscription() throws Exception {
        expect(
                namespace.receive("nobody", ""),
                404,
                "NotFound",
                "Event subscription 'nobody' is not found");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    ''                       | The api-version query parameter is required; use 2024-06-01.
                    ?api-version=2020-01-01  | The api-version is not supported; use 2023-11-01 or 2024-06-01.
                    ?api-version=2024-06-01&API-Version=2024-06-01 | The query parameter api-version is given more than once.
                    """)
    void wantsAKnownApiVersion(String query, String message) throws Exception {
        expect(namespace.post("/topics/orders:publish" + query, "{}"), 400, "BadRequest", message);
    }

    @Test
    void hasNoRenewLockInTheFirstVersion() throws Exception {
        expect(
                namespace.post(
                        "/topics/orders/eventsubscriptions/worker:renewLock?api-version=2023-11-01",
                        "{\"lockTokens\":[]}"),
                400,
                "BadRequest",
                "renewLock is not part of api-version 2023-11-01; use 2024-06-01.");
    }

    @Test
    void hasNoReleaseDelayInTheFirstVersion() throws Exception {
        expect(
                namespace.post(
                        "/topics/orders/eventsubscriptions/worker:release"
                                + "?api-version=2023-11-01&releaseDelayInSeconds=10",
                        "{\"lockTokens\":[]}"),
                400,
                "BadRequest",
                "releaseDelayInSeconds is not part of api-version 2023-11-01; use 2024-06-01.");
    }

    @ParameterizedTest
    @CsvSource({"5", "61", "3601"})
    void allowsOnlyTheFiveReleaseDelays(String delay) throws Exception {
        expect(
                namespace.settleAs("worker", "release", "&releaseDelayInSeconds=" + delay, "x"),
                400,
                "ArgumentInvalid",
                "Invalid releaseDelayInSeconds parameter");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''",
                "[]",
                "{}",
                "{\"lockTokens\":\"x\"}",
                "{\"lockTokens\":[1]}",
                "{\"lockTokens\":[]"
            })
    void wantsLockTokensAsAList(String body) throws Exception {
        expect(
                namespace.post(
                        "/topics/orders/eventsubscriptions/worker:acknowledge?"
                                + NamespaceFixture.VERSION,
                        body),
                400,
                "BadRequest",
                "The body must be a JSON object with an array `lockTokens` of strings.");
    }

    @Test
    void allowsAThousandEventsPerRequest() throws Exception {
        String thousand =
                NamespaceFixture.event("1") + ",".concat(NamespaceFixture.event("1")).repeat(999);
        assertThat(namespace.publishBatch("[" + thousand + "]").statusCode()).isEqualTo(200);
        expect(
                namespace.publishBatch("[" + thousand + "," + NamespaceFixture.event("1") + "]"),
                413,
                "PayloadTooLarge",
                "The request has more than 1000 events.");
    }

    @Test
    void allowsAThousandLockTokensPerRequest() throws Exception {
        String[] tokens = new String[1_001];
        Arrays.fill(tokens, "faketoken");
        expect(
                namespace.settle("acknowledge", tokens),
                400,
                "BadRequest",
                "There are more than 1000 lock tokens.");
    }

    @Test
    void refusesTheWholeBatchForOneBadEvent() throws Exception {
        long before = namespace.log.tally(WORKER).matched();
        expect(
                namespace.publishBatch(
                        "[" + NamespaceFixture.event("1") + ",{\"specversion\":\"1.0\"}]"),
                400,
                "BadRequest",
                "`id` attribute is required");
        assertThat(namespace.log.tally(WORKER).matched()).isEqualTo(before);
    }

    @Test
    void knowsNoOtherOperation() throws Exception {
        expect(
                namespace.post("/topics/orders:forget?" + NamespaceFixture.VERSION, ""),
                404,
                "NotFound",
                "There is nothing at this path.");
    }

    @Test
    void allowsPostOnly() throws Exception {
        HttpResponse<String> answer =
                namespace.send(HttpRequest.newBuilder(namespace.uri(PUBLISH)).GET());
        expect(
                answer,
                405,
                "MethodNotAllowed",
                "This path does not allow the method; allowed: POST.");
        assertThat(answer.headers().firstValue("Allow")).contains("POST");
    }

    private void expect(HttpResponse<String> answer, int status, String code, String message)
            throws Exception {
        JsonNode error = namespace.json(answer.body()).get("error");
        assertThat(error.get("message").asText()).isEqualTo(message);
        assertThat(error.get("code").asText()).isEqualTo(code);
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(error.get("timestamp_utc").asText())
                .isEqualTo("2026-11-21T12:00:00.000000000+00:00");
        assertThat(error.get("tracking_id").asText())
                .matches("[0-9A-F]{8}(-[0-9A-F]{4}){3}-[0-9A-F]{12}");
        assertThat(error.size()).isEqualTo(4);
        assertThat(answer.headers().firstValue("broker-errorcode")).contains(code);
        assertThat(answer.headers().firstValue("Content-Type"))
                .contains("application/json; charset=utf-8");
    }
}
