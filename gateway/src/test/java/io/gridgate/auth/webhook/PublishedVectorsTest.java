package io.gridgate.auth.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.auth.Admission;
import io.gridgate.auth.Admission.Reason;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.PartnerGate;
import io.gridgate.auth.Presented;
import io.gridgate.auth.Secret;
import io.gridgate.auth.SignatureCredential;
import io.gridgate.auth.Signing;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The vectors that vendors publish, or that stand in their libraries' tests. */
final class PublishedVectorsTest {

    private static final String V1 = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static final String V1A =
            "v1a,hnO3f9T8Ytu9HwrXslvumlUpqtNVqkhqw/enGzPCXe5BdqzCInXqYXFymVJaA7AZdpXwVLPo3mNl8EM+m7TBAg==";
    private static final String DECOY = "v1,Ceo5qEr07ixe2NLpvHk3FH9bwy/WavXrAFQ/9tdO6mc=";
    private static final String SYMMETRIC = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
    private static final String PUBLIC = "whpk_1SiA4o9hyqTCpIqC5V9HUakiiaeACeqfZTInDBbOir4=";
    private static final long SENT = 1614265330;

    @ParameterizedTest
    @CsvSource({
        SYMMETRIC + ", '" + V1 + "', true",
        "MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw, '" + V1 + "', true",
        SYMMETRIC + ", '" + DECOY + " " + V1 + "', true",
        SYMMETRIC + ", '" + V1A + " v2,xyz " + V1 + "', true",
        PUBLIC + ", '" + V1A + "', true",
        PUBLIC + ", '" + V1 + " " + V1A + "', true",
        SYMMETRIC + ", '" + DECOY + "', false",
        SYMMETRIC + ", '" + V1A + "', false",
        PUBLIC + ", '" + V1 + "', false",
        PUBLIC + ", 'v1a,AAAA', false"
    })
    void standardWebhooks(String secret, String signatures, boolean admitted) {
        Admission admission =
                check(
                        new StandardWebhooksSigning(),
                        secret,
                        SENT,
                        standard("1614265330", signatures));

        assertThat(admission.admitted()).isEqualTo(admitted);
    }

    private static Presented standard(String timestamp, String signatures) {
        return presented(
                "/",
                "{\"test\": 2432232314}",
                Map.of(
                        "webhook-id", "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        "webhook-timestamp", timestamp,
                        "webhook-signature", signatures));
    }

    @ParameterizedTest
    @CsvSource({
        "-300, true",
        "300, true",
        "-301, false",
        "301, false",
        "86400, false",
    })
    void standardWebhooksHaveAReplayWindow(long later, boolean admitted) {
        Admission admission =
                check(
                        new StandardWebhooksSigning(),
                        SYMMETRIC,
                        SENT + later,
                        standard("1614265330", V1));

        assertThat(admission)
                .isEqualTo(
                        admitted
                                ? new Admission.Admitted("1")
                                : new Admission.Refused(Reason.OUTSIDE_WINDOW));
    }

    @Test
    void anotherTimestampThanTheSignedOneDoesNotCount() {
        assertThat(
                        check(
                                new StandardWebhooksSigning(),
                                SYMMETRIC,
                                SENT,
                                standard("1614265331", V1)))
                .isEqualTo(new Admission.Refused(Reason.NO_MATCH));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whsec_c2hvcnQ=", "whsec_%%", "whpk_AAAA", "whpk_%"})
    void whatIsNoSecretOfStandardWebhooksIsRefusedWithoutShowingIt(String secret) {
        assertThat(catchThrowable(() -> new StandardWebhooksSigning().key(Secret.of(secret))))
                .isInstanceOf(IllegalArgumentException.class)
                .extracting(Throwable::getMessage)
                .asString()
                .doesNotContain("c2hvcnQ", "%%", "AAAA");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "t=1614556800,v1=fa0b5ccf7817f153d5f82b42b3e550fd47d0d5ed0eceffd9a2a99d68c4baca04 | true",
                "t=1614556800, v1=00, v1=fa0b5ccf7817f153d5f82b42b3e550fd47d0d5ed0eceffd9a2a99d68c4baca04 | true",
                "t=1614556801,v1=fa0b5ccf7817f153d5f82b42b3e550fd47d0d5ed0eceffd9a2a99d68c4baca04 | false",
                "t=1614556800,v0=fa0b5ccf7817f153d5f82b42b3e550fd47d0d5ed0eceffd9a2a99d68c4baca04 | false",
                "v1=fa0b5ccf7817f153d5f82b42b3e550fd47d0d5ed0eceffd9a2a99d68c4baca04 | false",
                "t=1614556800 | false",
                "=,=, | false"
            })
    void stripe(String header, boolean admitted) {
        String body = "{\n  \"id\": \"evt_test_webhook\",\n  \"object\": \"event\"\n}";

        Admission admission =
                check(
                        new StripeSigning(),
                        "whsec_test_secret",
                        1614556800,
                        presented("/", body, Map.of("stripe-signature", header)));

        assertThat(admission.admitted()).isEqualTo(admitted);
    }

    @Test
    void shopify() {
        String signature = "plW8VGqq0nDMIEhDqaNNW99asdUCy7EIqLZVcQwtAZ0=";

        assertThat(
                        check(
                                        TemplatedSigning.shopify(),
                                        "shop-secret",
                                        0,
                                        presented(
                                                "/",
                                                "{\"id\":1}",
                                                Map.of("x-shopify-hmac-sha256", signature)))
                                .admitted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"1531420618, ADMITTED", "1531420919, OUTSIDE_WINDOW"})
    void slack(long now, String expected) {
        String body =
                "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow"
                        + "&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
                        + "&user_name=roadrunner&command=%2Fwebhook-collect&text="
                        + "&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J"
                        + "%2F397700885554%2F96rGlfmibIGlgcZRskXaIFfN"
                        + "&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c";

        Admission admission =
                check(
                        TemplatedSigning.slack(),
                        "8f742231b10e8888abcd99yyyzzz85a5",
                        now,
                        presented(
                                "/",
                                body,
                                Map.of(
                                        "x-slack-request-timestamp",
                                        "1531420618",
                                        "x-slack-signature",
                                        "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503")));

        assertThat(
                        switch (admission) {
                            case Admission.Admitted _ -> "ADMITTED";
                            case Admission.Refused(Reason reason) -> reason.name();
                        })
                .isEqualTo(expected);
    }

    private static final String FORM =
            "Digits=1234&CallSid=CA1234567890ABCDE&To=%2B18005551212&Caller=%2B14158675309"
                    + "&From=%2B14158675309";
    private static final String BODY_HASH =
            "0a1ff7634d9ab3b95db5c9a2dfe9416e41502b283a80c7cf19632632f96e6620";

    /** The cases of the request validator of Twilio's own library. */
    @ParameterizedTest
    @CsvSource({
        "https://mycompany.com, /myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=, true",
        "https://mycompany.com:1234, /myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=, true",
        "http://mycompany.com:1234, /myapp.php?foo=1&bar=2, Zmvh+3yNM1Phv2jhDCwEM3q5ebU=, true",
        "https://mycompany.com, /myapp.php?foo=1&bar=2, kvajT1Ptam85bY51eRf/AJRuM3w=, true",
        "http://mycompany.com, /myapp.php?foo=1&bar=2, 0ZXoZLH/DfblKGATFgpif+LLRf4=, true",
        "https://mycompany.com, /myapp.php, 1xaxFBvyzXYvWplzNOSs28HWO94=, true",
        "https://mycompany.com, /myapp.php?foo=hello%20world&bar=test%2Bvalue,"
                + " er2tvAP1Wx+iuTTE2BPgvEaN1cs=, true",
        "https://mycompany.com, /myapp.php?foo=1&bar=3, RSOYDt4T1cUTdK1PDd93/VVr8B8=, false",
        "https://other.com, /myapp.php?foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=, false",
        "https://mycompany.com, /myapp.php?foo=1&bar=2, NOTRSOYDt4T1cUTdK1PDd93/VVr8B8=, false"
    })
    void twilioForms(String origin, String target, String signature, boolean admitted) {
        assertThat(twilio(origin, target, FORM, signature).admitted()).isEqualTo(admitted);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | zYQTYrRWXE7LtzbG4PfP7/bkkGo=",
                "From=%2B1+(415)+867-5309&Message=Hello+%26+goodbye!+%40%23%24%25%5E*()"
                        + "&Special=unicode%3A+%C3%B1%C3%A1%C3%A9%C3%AD%C3%B3%C3%BA"
                        + " | dCPiR4WtQ6QFN6pJh81CtlCcWLQ=",
                "EmptyParam=&Digits=&CallSid=CA1234567890ABCDE | 9HHp/OqQMEwdrVebHDdA/+tqjX8=",
                "NullParam&Digits&CallSid=CA1234567890ABCDE | L9lTTwIlxM1xGAtLRwhOSZggRhM=",
                "Zebra=last&Alpha=first&Beta=second&Gamma=third | enveUe73ZTVLAekHxez3Qx6JuuQ=",
                "callSid=lowercase&CallSid=uppercase&CALLSID=allcaps | jDK7WKT8wiNrwggd4ceTv4e1MJ4="
            })
    void twilioFormsOfEveryKind(String form, String signature) {
        assertThat(
                        twilio("https://mycompany.com", "/myapp.php?foo=1&bar=2", form, signature)
                                .admitted())
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "foo=1&bar=2&bodySHA256=" + BODY_HASH + ", a9nBmqA0ju/hNViExpshrM61xv4=, true",
        "bodySHA256=" + BODY_HASH + ", y77kIzt2vzLz71DgmJGsen2scGs=, true",
        "foo=1&bar=2, RSOYDt4T1cUTdK1PDd93/VVr8B8=, false",
        "foo=1&bar=2&bodySHA256=00, a9nBmqA0ju/hNViExpshrM61xv4=, false"
    })
    void twilioJson(String query, String signature, boolean admitted) {
        Presented request =
                presented(
                        "/myapp.php?" + query,
                        "{\"property\": \"value\", \"boolean\": true}",
                        Map.of(
                                "content-type",
                                "application/json",
                                "x-twilio-signature",
                                signature));

        assertThat(
                        check(
                                        new TwilioSigning(URI.create("https://mycompany.com")),
                                        "12345",
                                        0,
                                        request)
                                .admitted())
                .isEqualTo(admitted);
    }

    @Test
    void twilioJsonWithAnotherBodyIsRefused() {
        Presented request =
                presented(
                        "/myapp.php?bodySHA256=" + BODY_HASH,
                        "{\"property\": \"value\", \"boolean\": false}",
                        Map.of("x-twilio-signature", "y77kIzt2vzLz71DgmJGsen2scGs="));

        assertThat(
                        check(
                                new TwilioSigning(URI.create("https://mycompany.com")),
                                "12345",
                                0,
                                request))
                .isEqualTo(new Admission.Refused(Reason.UNREADABLE));
    }

    private static Admission twilio(String origin, String target, String form, String signature) {
        Presented request =
                presented(
                        target,
                        form,
                        Map.of(
                                "content-type",
                                "application/x-www-form-urlencoded; charset=UTF-8",
                                "x-twilio-signature",
                                signature));
        return check(new TwilioSigning(URI.create(origin)), "12345", 0, request);
    }

    private static Presented presented(String target, String body, Map<String, String> headers) {
        return new Presented(target, new HashMap<>(headers), body.getBytes(UTF_8));
    }

    private static Admission check(
            Signing signing, String secret, long epochSecond, Presented presented) {
        SignatureCredential credential =
                new SignatureCredential(
                        signing,
                        List.of(LiveSecret.always(Secret.of(secret))),
                        Duration.ofMinutes(5),
                        InstantSource.fixed(Instant.ofEpochSecond(epochSecond)));
        return new PartnerGate(List.of(credential)).check(credential, presented);
    }
}
