package io.gridgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.auth.HmacCredential.Encoding;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Map;

final class PartnerGateTest {

    private static final byte[] BODY = "Hello, World!".getBytes(UTF_8);
    private static final String SIGNATURE =
            "757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";
    private static final Secret SECRET = Secret.of("It's a Secret to Everybody");
    private static final Secret OLD_SECRET = Secret.of("an older secret, still live");
    private static final Secret KEY = Secret.of("partner-key-0123456789");
    private static final Secret NEXT_KEY = Secret.of("partner-key-9876543210");

    private final HmacCredential gitHub = HmacCredential.gitHub(List.of(OLD_SECRET, SECRET));
    private final ApiKeyCredential keys = new ApiKeyCredential(List.of(KEY, NEXT_KEY));
    private final PartnerGate gate = new PartnerGate(List.of(gitHub, keys));

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
                new Presented(
                        Map.of("x-hub-signature-256", "sha256=" + SIGNATURE),
                        "Hello, World".getBytes(UTF_8));

        assertThat(gate.admits(gitHub, other)).isFalse();
    }

    @Test
    void readsBase64InAHeaderOfOnesOwn() {
        HmacCredential own =
                new HmacCredential("X-Signature", "v1,", Encoding.BASE64, List.of(SECRET));
        String base64 = "dXEH6g6yUJ/CESIczphLijdXC211hsIsRvQ3nIsEPhc=";

        assertThat(gate.admits(own, new Presented(Map.of("x-signature", "v1," + base64), BODY)))
                .isTrue();
        assertThat(gate.admits(own, new Presented(Map.of("x-signature", base64), BODY))).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "authorization, Bearer partner-key-0123456789",
        "authorization, bearer partner-key-9876543210",
        "authorization, ApiKey partner-key-0123456789",
        "x-api-key, partner-key-0123456789"
    })
    void admitsEveryLiveKeyInEveryPlace(String header, String value) {
        assertThat(gate.admits(keys, new Presented(Map.of(header, value), BODY))).isTrue();
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
        assertThat(gate.admits(keys, new Presented(Map.of(header, value), BODY))).isFalse();
    }

    @Test
    void refusalsDoTheSameWorkWhateverIsWrong() {
        Presented wrongKey = new Presented(Map.of("x-api-key", "wrong"), BODY);
        Presented wrongSignature = signed("sha256=" + "00".repeat(32));
        Presented nothing = new Presented(Map.of(), BODY);

        assertThat(
                        List.of(
                                work(keys, wrongKey),
                                work(keys, nothing),
                                work(gitHub, wrongSignature),
                                work(gitHub, nothing),
                                work(gitHub, signed("unreadable")),
                                work(null, wrongKey),
                                work(null, wrongSignature),
                                work(null, nothing)))
                .containsOnly("1 digest, 2 MACs");
    }

    private String work(Credential credential, Presented presented) {
        Effort effort = new Effort();
        assertThat(gate.admits(credential, presented, effort)).isFalse();
        return effort.digests() + " digest, " + effort.macs() + " MACs";
    }

    @Test
    void neverShowsASecret() {
        assertThat(SECRET.toString()).isEqualTo("***");
        assertThat(List.of(KEY, SECRET).toString()).isEqualTo("[***, ***]");
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
    }

    private static Presented signed(String header) {
        return new Presented(Map.of("x-hub-signature-256", header), BODY);
    }
}
