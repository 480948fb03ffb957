package io.gridgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.auth.webhook.SignatureEncoding;
import io.gridgate.auth.webhook.SigningTemplate;
import io.gridgate.auth.webhook.StandardWebhooksSigning;
import io.gridgate.auth.webhook.TemplatedSigning;
import io.gridgate.auth.webhook.TwilioSigning;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

final class PartnerGateTest {

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final String SIGNATURE =
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final Secret SECRET = Secret.of("It's a Secret to Everybody");
    private static final Secret OLD_SECRET = Secret.of("an older secret, still live");
    private static final Secret KEY = Secret.of("partner-key-0123456789");
    private static final Secret NEXT_KEY = Secret.of("partner-key-9876543210");

    private static final InstantSource CLOCK =
            InstantSource.fixed(Instant.parse("2026-11-21T08:00:00Z"));

    private final SignatureCredential gitHub =
            signedBy(TemplatedSigning.gitHub(), OLD_SECRET, SECRET);
    private final ApiKeyCredential keys = keysAt(KeyPlace.API_KEY, KEY, NEXT_KEY);
    private final PartnerGate gate = new PartnerGate(List.of(gitHub, keys));

    private static SignatureCredential signedBy(Signing signing, Secret... secrets) {
        return new SignatureCredential(signing, live(secrets), Duration.ofMinutes(5), CLOCK);
    }

    private static ApiKeyCredential keysAt(KeyPlace place, Secret... keys) {
        return new ApiKeyCredential(place, live(keys), CLOCK);
    }

    private static List<LiveSecret> live(Secret... secrets) {
        return Arrays.stream(secrets).map(LiveSecret::always).toList();
    }

    private static Presented presented(Map<String, String> headers, byte[] body) {
        return new Presented("/partners/acme/events", headers, body);
    }

    @Test
    void admitsTheSignatureThatGitHubPublishes() {
        assertThat(gate.admits(gitHub, signed("sha256=" + SIGNATURE))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "sha256=",
                "sha1=757107ea0eb2509fc211221cce984b8a37570b6d",
                "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e18",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e",
                "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e1700",
                "sha256=0000000000000000000000000000000000000000000000000000000000000000",
                "sha256=not hexadecimal"
            })
    void refusesAnyOtherSignature(String header) {
        assertThat(gate.admits(gitHub, signed(header))).isFalse();
    }

    @Test
    void refusesTheSignatureOfAnotherBody() {
        Presented other =
                presented(
                        Map.of("x-hub-signature-256", "sha256=" + SIGNATURE),
                        "Hello, World".getBytes(UTF_8));

        assertThat(gate.admits(gitHub, other)).isFalse();
    }

    @Test
    void readsBase64InAHeaderOfOnesOwn() {
        SignatureCredential own =
                signedBy(
                        new TemplatedSigning(
                                "X-Signature",
                                "v1,",
                                SignatureEncoding.BASE64,
                                SignatureAlgorithm.HMAC_SHA256,
                                SigningTemplate.BODY,
                                ""),
                        SECRET);
        String base64 = "dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=";

        assertThat(gate.admits(own, presented(Map.of("x-signature", "v1," + base64), BODY)))
                .isTrue();
        assertThat(gate.admits(own, presented(Map.of("x-signature", base64), BODY))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer partner-key-0123456789",
        "authorization, bearer partner-key-9876543210",
        "authorization, ApiKey partner-key-0123456789",
        "x-api-key, partner-key-0123456789"
    })
    void admitsEveryLiveKeyInEveryPlace(String header, String value) {
        assertThat(gate.admits(keys, presented(Map.of(header, value), BODY))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, partner-key-0123456789",
        "authorization, Basic partner-key-0123456789",
        "authorization, Bearer partner-key-012345678",
        "authorization, Bearer ***",
        "x-api-key, Bearer partner-key-0123456789",
        "x-other, partner-key-0123456789"
    })
    void refusesEverythingElse(String header, String value) {
        assertThat(gate.admits(keys, presented(Map.of(header, value), BODY))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Basic cGFydG5lcjprZXktMDEyMzQ1Njc4OQ==, true",
        "authorization, basic cGFydG5lcjprZXktMDEyMzQ1Njc4OQ==, true",
        "authorization, Basic cGFydG5lcjprZXktMDEyMzQ1Njc4OA==, false",
        "authorization, Basic not base64, false",
        "authorization, Bearer partner:key-0123456789, false",
        "x-api-key, partner:key-0123456789, false"
    })
    void readsUserAndPassword(String header, String value, boolean admitted) {
        ApiKeyCredential basic = keysAt(KeyPlace.BASIC, Secret.of("partner:key-0123456789"));

        assertThat(gate.admits(basic, presented(Map.of(header, value), BODY))).isEqualTo(admitted);
    }

    @Test
    void readsTheTokenOfGitLab() {
        ApiKeyCredential token = keysAt(KeyPlace.GITLAB_TOKEN, KEY);

        assertThat(gate.admits(token, presented(Map.of("x-gitlab-token", KEY.reveal()), BODY)))
                .isTrue();
        assertThat(gate.admits(token, presented(Map.of("x-api-key", KEY.reveal()), BODY)))
                .isFalse();
    }

    /** Of every kind of work as much as the source that needs most of it, whatever is wrong. */
    @Test
    void refusalsDoTheSameWorkWhateverIsWrong() {
        SignatureCredential standard =
                signedBy(
                        new StandardWebhooksSigning(),
                        Secret.of("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"),
                        Secret.of("whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4="));
        SignatureCredential twilio =
                signedBy(
                        new TwilioSigning(URI.create("https://hooks.example.com")),
                        Secret.of("12345"));
        PartnerGate all = new PartnerGate(List.of(gitHub, keys, standard, twilio));
        String ed25519 = "v1a," + Base64.getEncoder().encodeToString(new byte[64]);
        byte[] noPoint = new byte[64];
        Arrays.fill(noPoint, (byte) -1);
        String outOfRange = "v1a," + Base64.getEncoder().encodeToString(noPoint);
        List<Presented> requests =
                List.of(
                        presented(Map.of("x-api-key", "wrong"), BODY),
                        presented(Map.of(), BODY),
                        signed("sha256=" + "00".repeat(32)),
                        signed("unreadable"),
                        standard("1763712000", "v1,AAAA"),
                        standard("1763712000", ed25519 + " " + ed25519 + " " + ed25519),
                        standard("1763712000", outOfRange),
                        standard("1", ed25519),
                        standard("yesterday", ed25519),
                        presented(Map.of("x-twilio-signature", "AAAA"), BODY),
                        presented(
                                Map.of(
                                        "x-twilio-signature",
                                        "RSOYDt4T1cUTdK1PDd93/VVr8B8=",
                                        "content-type",
                                        "application/x-www-form-urlencoded"),
                                BODY));
        Set<Map<Work, Integer>> work = new HashSet<>();
        for (Credential credential : new Credential[] {null, keys, gitHub, standard, twilio}) {
            requests.forEach(request -> work.add(work(all, credential, request)));
        }

        assertThat(work)
                .containsExactly(
                        Map.of(
                                Work.KEY_DIGEST, 1,
                                Work.BODY_DIGEST, 1,
                                Work.HMAC_SHA1, 2,
                                Work.HMAC_SHA256, 2,
                                Work.HMAC_SHA512, 0,
                                Work.ED25519, 2));
    }

    private static Presented standard(String timestamp, String signature) {
        return presented(
                Map.of(
                        "webhook-id",
                        "msg_1",
                        "webhook-timestamp",
                        timestamp,
                        "webhook-signature",
                        signature),
                BODY);
    }

    private static Map<Work, Integer> work(
            PartnerGate gate, Credential credential, Presented presented) {
        Effort effort = new Effort();
        assertThat(gate.check(credential, presented, effort).admitted()).isFalse();
        return Arrays.stream(Work.values()).collect(Collectors.toMap(it -> it, effort::done));
    }

    @Test
    void neverShowsASecret() {
        assertThat(SECRET.toString()).isEqualTo("***");
        assertThat(List.of(KEY, SECRET).toString()).isEqualTo("[***, ***]");
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    }

    private static Presented signed(String header) {
        return presented(Map.of("x-hub-signature-256", header), BODY);
    }
}
