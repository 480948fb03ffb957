package io.gridgate.handlers.client;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static com.github.tomakehurst.wiremock.stubbing.Scenario.STARTED;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.azure.core.credential.KeyCredential;
import com.azure.core.http.policy.FixedDelayOptions;
import com.azure.core.http.policy.RetryOptions;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;

import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/** What the client makes of a peer that breaks in the middle of an answer. */
final class BrokenAnswersTest {

    private static final JsonCloudEvent EVENT =
            JsonCloudEvent.of(
                    "{\"specversion\":\"1.0\",\"id\":\"1\",\"source\":\"/s\",\"type\":\"t\"}"
                            .getBytes(StandardCharsets.UTF_8));

    @RegisterExtension
    static final WireMockExtension NAMESPACE =
            WireMockExtension.newInstance()
                    .options(options().dynamicPort().bindAddress("127.0.0.1"))
                    .build();

    private static <B extends EventGridClientBuilder<B>> B configured(B builder) {
        return builder.endpoint("http://127.0.0.1:" + NAMESPACE.getPort())
                .topicName("orders")
                .credential(new KeyCredential("key"))
                .allowInsecureLoopback()
                .requestTimeout(Duration.ofSeconds(10))
                .retryOptions(new RetryOptions(new FixedDelayOptions(2, Duration.ofMillis(1))));
    }

    private static ResponseDefinitionBuilder broken(Fault fault) {
        return aResponse().withFault(fault);
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void sendsAgainWhenTheAnswerBreaks(Fault fault) {
        NAMESPACE.stubFor(
                post(anyUrl())
                        .inScenario("recovers")
                        .whenScenarioStateIs(STARTED)
                        .willReturn(broken(fault))
                        .willSetStateTo("well"));
        NAMESPACE.stubFor(
                post(anyUrl())
                        .inScenario("recovers")
                        .whenScenarioStateIs("well")
                        .willReturn(okJson("{}")));

        try (EventGridSender sender = configured(new EventGridSenderBuilder()).build()) {
            sender.send(EVENT);
        }

        NAMESPACE.verify(2, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void givesUpSendingAfterTheLastRetry(Fault fault) {
        NAMESPACE.stubFor(post(anyUrl()).willReturn(broken(fault)));

        try (EventGridSender sender = configured(new EventGridSenderBuilder()).build()) {
            EventGridException failure =
                    catchThrowableOfType(EventGridException.class, () -> sender.send(EVENT));

            assertThat(failure).isInstanceOf(EventGridException.Unavailable.class);
            assertThat(failure.retryable()).isTrue();
        }

        NAMESPACE.verify(3, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void asksOnceForEventsSinceABrokenAnswerMayHaveLockedSome(Fault fault) {
        NAMESPACE.stubFor(post(anyUrl()).willReturn(broken(fault)));

        try (EventGridReceiver receiver =
                configured(new EventGridReceiverBuilder()).subscriptionName("worker").build()) {
            EventGridException failure =
                    catchThrowableOfType(
                            EventGridException.class,
                            () -> receiver.receive(10, Duration.ofSeconds(10)));

            assertThat(failure).isInstanceOf(EventGridException.Unavailable.class);
        }

        NAMESPACE.verify(1, postRequestedFor(anyUrl()));
    }

    @ParameterizedTest
    @EnumSource(Fault.class)
    void settlesAgainWhenTheAnswerBreaks(Fault fault) {
        NAMESPACE.stubFor(
                post(anyUrl())
                        .inScenario("settles")
                        .whenScenarioStateIs(STARTED)
                        .willReturn(broken(fault))
                        .willSetStateTo("well"));
        NAMESPACE.stubFor(
                post(anyUrl())
                        .inScenario("settles")
                        .whenScenarioStateIs("well")
                        .willReturn(
                                okJson(
                                        "{\"succeededLockTokens\":[\"token\"],"
                                                + "\"failedLockTokens\":[]}")));

        try (EventGridReceiver receiver =
                configured(new EventGridReceiverBuilder()).subscriptionName("worker").build()) {
            assertThat(receiver.acknowledge(List.of("token")).succeededLockTokens())
                    .containsExactly("token");
        }
    }
}
