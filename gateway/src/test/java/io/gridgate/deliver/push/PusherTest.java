package io.gridgate.deliver.push;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.forbidden;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.options;
import static com.github.tomakehurst.wiremock.client.WireMock.optionsRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;

import io.gridgate.log.DeadLetter;
import io.gridgate.log.DeadLetterReason;
import io.gridgate.log.SubscriptionName;
import io.gridgate.log.Tally;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What is sent, and what an answer means for the event. */
@Timeout(120)
final class PusherTest {

    @TempDir private Path folder;
    private PusherFixture site;

    @BeforeEach
    void open() {
        site = new PusherFixture(folder);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void pushesAnEventAsEventGridDoes() throws Exception {
        site.push(site.subscribed("audit", 1));

        site.append("one");

        assertThat(site.await(1)).containsExactly("one delivered");
        LoggedRequest request = site.deliveries("audit").getFirst();
        assertThat(request.getUrl()).isEqualTo("/audit?access_token=s");
        assertThat(request.getBodyAsString()).isEqualTo(PusherFixture.json("one"));
        assertThat(request.getHeader("Content-Type"))
                .isEqualTo("application/cloudevents+json; charset=utf-8");
        assertThat(request.getHeader("aeg-event-type")).isEqualTo("Notification");
        assertThat(request.getHeader("aeg-subscription-name")).isEqualTo("audit");
        assertThat(request.getHeader("aeg-delivery-count")).isEqualTo("0");
        assertThat(request.getHeader("aeg-metadata-version")).isEqualTo("1.0");
        assertThat(request.getHeader("WebHook-Request-Origin")).isEqualTo("eventgrid.azure.net");
        assertThat(request.containsHeader("Accept-Encoding")).isFalse();
        assertThat(request.containsHeader("User-Agent")).isFalse();
    }

    @Test
    void asksBeforeTheFirstEventAndOnlyOnce() throws Exception {
        site.push(site.subscribed("audit", 1));
        site.append("one", "two");
        site.await(2);

        List<LoggedRequest> asked =
                site.webhook.findAll(optionsRequestedFor(urlPathEqualTo("/audit")));
        assertThat(asked).hasSize(1);
        assertThat(asked.getFirst().getUrl()).isEqualTo("/audit?access_token=s");
        assertThat(asked.getFirst().getHeader("WebHook-Request-Origin"))
                .isEqualTo("eventgrid.azure.net");
        assertThat(asked.getFirst().containsHeader("WebHook-Request-Rate")).isFalse();
        assertThat(asked.getFirst().containsHeader("WebHook-Request-Callback")).isFalse();
        assertThat(asked.getFirst().getLoggedDate())
                .isBeforeOrEqualTo(site.deliveries("audit").getFirst().getLoggedDate());
    }

    @Test
    void deliversNothingBeforeTheWebhookAgrees() throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        refuseHandshakes(2);
        site.append("one");

        site.push(webhook);

        assertThat(site.await(1)).containsExactly("one delivered");
        assertThat(site.states)
                .containsExactly(
                        "paused: the handshake failed: it answered OPTIONS with 403 and without"
                                + " WebHook-Allowed-Origin",
                        "resumed");
        assertThat(site.deliveries("audit")).hasSize(1);
        assertThat(site.deliveries("audit").getFirst().getHeader("aeg-delivery-count"))
                .isEqualTo("0");
    }

    private void refuseHandshakes(int count) {
        for (int at = 0; at <= count; at++) {
            site.webhook.stubFor(
                    options(urlPathEqualTo("/audit"))
                            .inScenario("handshake")
                            .whenScenarioStateIs(at == 0 ? Scenario.STARTED : "asked " + at)
                            .willSetStateTo("asked " + (at + 1))
                            .willReturn(
                                    at < count
                                            ? forbidden()
                                            : ok().withHeader(
                                                            "WebHook-Allowed-Origin",
                                                            "eventgrid.azure.net")));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 408, 429, 500, 502, 503})
    void pushesAgainAfterAnswersThatMayChange(int status) throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        if (status == 408 || status == 503) {
            site.answerFirst("audit", 1, aResponse().withStatus(status));
            site.push(webhook);
            site.append("late");
            awaitRelease("late");
            return;
        }
        site.answerFirst("audit", 3, aResponse().withStatus(status).withHeader("Location", "/x"));
        site.push(webhook);

        site.append("one");

        assertThat(site.await(1)).containsExactly("one delivered");
        assertThat(site.deliveries("audit"))
                .extracting(request -> request.getHeader("aeg-delivery-count"))
                .containsExactly("0", "1", "2", "3");
        assertThat(site.webhook.findAllUnmatchedRequests()).isEmpty();
    }

    /** 408 and 503 have waits of their own, too long for a test: the event is kept, unleased. */
    private void awaitRelease(String id) throws Exception {
        while (site.deliveries("audit").isEmpty() || tally().leased() > 0) {
            Thread.onSpinWait();
        }
        assertThat(tally().pending()).as(id).isEqualTo(1);
        assertThat(tally().deadLettered()).isZero();
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void pushesAgainWhatWasCutOff(Fault fault) throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        site.answerFirst("audit", 2, aResponse().withFault(fault));
        site.push(webhook);

        site.append("one");

        assertThat(site.await(1)).containsExactly("one delivered");
        assertThat(site.deliveries("audit")).hasSizeGreaterThanOrEqualTo(3);
    }

    @Test
    void pushesAgainWhatFoundNoAnswerInTime() throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        site.answerFirst(
                "audit", 1, ok().withFixedDelay((int) PusherFixture.TIMEOUT.toMillis() * 2));
        site.push(webhook);

        site.append("one");

        assertThat(site.await(1)).containsExactly("one delivered");
        assertThat(site.deliveries("audit")).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 403, 404, 413, 414})
    void makesADeadLetterOfWhatIsRefused(int status) throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        site.answerFirst("audit", 1, aResponse().withStatus(status));
        site.push(webhook);

        site.append("one");

        assertThat(site.await(1)).containsExactly("one refused: the webhook answered " + status);
        DeadLetter letter = site.log.deadLetters(webhook.subscription(), -1, 10).getFirst();
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.REJECTED);
        assertThat(letter.detail()).isEqualTo("the webhook answered " + status);
        assertThat(letter.deliveryCount()).isEqualTo(1);
    }

    @Test
    void makesADeadLetterOfWhatIsNotTakenAfterTheLastDelivery() throws Exception {
        Webhook webhook = site.subscribed("audit", 1);
        site.answerAlways("audit", 500);
        site.push(webhook);

        site.append("one");

        while (tally().deadLettered() == 0) {
            Thread.onSpinWait();
        }
        DeadLetter letter = site.log.deadLetters(webhook.subscription(), -1, 10).getFirst();
        assertThat(letter.reason()).isEqualTo(DeadLetterReason.MAX_DELIVERY_COUNT_EXCEEDED);
        assertThat(letter.deliveryCount()).isEqualTo(4);
        assertThat(site.deliveries("audit")).hasSize(4);
    }

    @Test
    void batchesUpToItsLimitAsOneArray() throws Exception {
        Webhook webhook = site.subscribed("audit", 3);
        site.append(IntStream.range(0, 7).mapToObj(i -> "id-" + i).toArray(String[]::new));

        site.push(1, Optional.empty(), webhook);

        assertThat(site.await(7)).hasSize(7);
        assertThat(site.deliveries("audit"))
                .allSatisfy(request ->
                        assertThat(request.getHeader("Content-Type"))
                                .isEqualTo("application/cloudevents-batch+json; charset=utf-8"))
                .extracting(LoggedRequest::getBodyAsString)
                .containsExactly(array(0, 1, 2), array(3, 4, 5), array(6));
    }

    private static String array(int... ids) {
        return IntStream.of(ids)
                .mapToObj(id -> PusherFixture.json("id-" + id))
                .toList()
                .toString()
                .replace(", {", ",{");
    }

    private Tally tally() {
        return site.log.tally(new SubscriptionName(PusherFixture.ORDERS, "audit"));
    }
}
