package io.gridgate.http.push;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.accept.push.PushListener.Occurrence;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Deliveries as Event Grid makes them, and what can be pulled afterwards. */
class DeliveryTest {

    private static final String CLOUD_EVENT = "application/cloudevents+json; charset=utf-8";
    private static final String BATCH = "application/cloudevents-batch+json; charset=utf-8";
    private static final String EVENT_GRID = "application/json; charset=utf-8";
    private static final String BLOB =
            """
            {"specversion":"1.0","type":"Microsoft.Storage.BlobCreated","source":"/storage","id":"a1",\
            "data":{"b":1.10,"a":"\\u00e4"}}\
            """;

    @TempDir private Path folder;
    private PushFixture push;

    @BeforeEach
    void start() throws Exception {
        push = new PushFixture(folder);
    }

    @AfterEach
    void stop() {
        push.close();
    }

    @Test
    void keepsACloudEventByteForByteAndTheHeadersOfEventGrid() throws Exception {
        HttpResponse<String> answer = push.deliver(CLOUD_EVENT, BLOB);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEmpty();
        assertThat(push.pulled())
                .containsExactly(
                        "{\"aegdeliverycount\":\"0\",\"aegsubscriptionname\":\"TO-GRIDGATE\","
                                + BLOB.substring(1));
    }

    @Test
    void turnsTheEventGridSchemaIntoCloudEvents() throws Exception {
        String event =
                """
                [{"id":"7","topic":"%s","subject":"/orders/7","eventType":"Orders.Placed",
                  "eventTime":"2026-11-21T12:00:00.1234567Z","data":{"n":1.0},
                  "dataVersion":"2","metadataVersion":"1"}]
                """
                        .formatted(PushFixture.TOPIC_ID);

        assertThat(push.deliver(EVENT_GRID, event).statusCode()).isEqualTo(200);

        assertThat(push.pulled())
                .singleElement()
                .asString()
                .contains("\"source\":\"" + PushFixture.TOPIC_ID + "\"")
                .contains("\"type\":\"Orders.Placed\"", "\"subject\":\"/orders/7\"")
                .contains("\"data\":{\"n\":1.0}", "\"dataschema\":\"#2\"")
                .contains("\"aegsubscriptionname\":\"TO-GRIDGATE\"");
        assertThat(push.knows(PushFixture.TOPIC_ID, "7")).isTrue();
    }

    @Test
    void takesTheLargestBatchOfEventGridWhole() throws Exception {
        String batch =
                IntStream.range(0, 5_000)
                        .mapToObj(i ->
                                "{\"specversion\":\"1.0\",\"id\":\"%d\",\"source\":\"/s\",\"type\":\"t\"}"
                                        .formatted(i))
                        .collect(Collectors.joining(",", "[", "]"));

        assertThat(push.deliver(BATCH, batch).statusCode()).isEqualTo(200);

        assertThat(push.counts("storage")).isEqualTo(Map.of(Occurrence.STORED, 5_000L));
        assertThat(push.knows("/s", "4999")).isTrue();
    }

    @Test
    void recognisesARepeatWhateverTheDeliveryCount() throws Exception {
        push.deliver(CLOUD_EVENT, BLOB);
        HttpResponse<String> again =
                push.send(
                        "POST",
                        "/push/storage?access_token=" + PushFixture.OLD_SECRET,
                        "[" + BLOB + "]",
                        "Content-Type",
                        BATCH,
                        "aeg-subscription-name",
                        "to-gridgate",
                        "aeg-delivery-count",
                        "7");

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(push.pulled()).hasSize(1);
        assertThat(push.counts("storage"))
                .isEqualTo(Map.of(Occurrence.STORED, 1L, Occurrence.DUPLICATE, 1L));
    }

    @Test
    void answersSoThatEventGridTriesAgainWhereSomethingIsWrong() throws Exception {
        push.deliver(CLOUD_EVENT, BLOB);

        HttpResponse<String> conflict = push.deliver(CLOUD_EVENT, BLOB.replace("1.10", "2"));
        HttpResponse<String> unreadable = push.deliver(CLOUD_EVENT, "{\"specversion\":");
        HttpResponse<String> unknown = push.deliver("application/xml", "<event/>");
        HttpResponse<String> misdirected =
                push.send(
                        "POST",
                        "/push/storage?access_token=" + PushFixture.SECRET,
                        BLOB,
                        "Content-Type",
                        CLOUD_EVENT,
                        "aeg-subscription-name",
                        "another");

        assertThat(conflict.statusCode()).isEqualTo(409);
        assertThat(unreadable.statusCode()).isEqualTo(422);
        assertThat(unknown.statusCode()).isEqualTo(415);
        assertThat(misdirected.statusCode()).isEqualTo(421);
        assertThat(push.counts("storage"))
                .isEqualTo(
                        Map.of(
                                Occurrence.STORED, 1L,
                                Occurrence.CONFLICT, 1L,
                                Occurrence.UNREADABLE, 1L,
                                Occurrence.MISDIRECTED, 2L));
    }

    @Test
    void storesWhatIsGoodInABatchBesideABadEvent() throws Exception {
        String batch =
                "[{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"},"
                        + "{\"specversion\":\"1.0\",\"id\":\"2\",\"type\":\"t\"}]";

        HttpResponse<String> answer = push.deliver(BATCH, batch);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("event 1 (id 2): `source` attribute is required");
        assertThat(push.knows("/s", "1")).isTrue();
    }

    @Test
    void takesNoPartOfADeliveryWhileTheLogIsClosed() throws Exception {
        push.log.close();

        HttpResponse<String> answer = push.deliver(CLOUD_EVENT, BLOB);

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).isPresent();
    }

    @Test
    void keepsNothingOfADeletedSubscription() throws Exception {
        HttpResponse<String> answer =
                push.send(
                        "POST",
                        "/push/storage?access_token=" + PushFixture.SECRET,
                        "[{\"eventType\":\"Microsoft.EventGrid.SubscriptionDeletedEvent\"}]",
                        "Content-Type",
                        EVENT_GRID,
                        "aeg-event-type",
                        "SubscriptionDeletion",
                        "aeg-subscription-name",
                        "to-gridgate");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(push.pulled()).isEmpty();
        assertThat(push.counts("storage")).isEqualTo(Map.of(Occurrence.SUBSCRIPTION_DELETED, 1L));
    }

    @Test
    void takesEventsFromEventGridsApplicationOnly() throws Exception {
        assertThat(withToken(PushFixture.EVENT_GRID_APPLICATION, PushFixture.ROLE)).isEqualTo(200);
        assertThat(withToken("11111111-9cdb-44cf-a8bf-237846a00ab7", PushFixture.ROLE))
                .as("whoever creates subscriptions has the role, too")
                .isEqualTo(401);
        assertThat(withToken(PushFixture.EVENT_GRID_APPLICATION, "another role")).isEqualTo(401);
        assertThat(push.send("POST", "/push/entra", BLOB, "Content-Type", CLOUD_EVENT).statusCode())
                .isEqualTo(401);
    }

    @Test
    void readsNoBodyOfAStranger() throws Exception {
        String large = "x".repeat(PushRoutes.BODY_BYTES_MAX + 1);

        assertThat(push.send("POST", "/push/storage", large).statusCode()).isEqualTo(401);
        assertThat(push.deliver(CLOUD_EVENT, large).statusCode()).isEqualTo(413);
    }

    private int withToken(String application, String role) throws Exception {
        return push.send(
                        "POST",
                        "/push/entra",
                        BLOB,
                        "Content-Type",
                        CLOUD_EVENT,
                        "Authorization",
                        "Bearer " + push.token(application, role))
                .statusCode();
    }
}
