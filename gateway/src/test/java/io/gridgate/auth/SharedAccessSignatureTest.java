package io.gridgate.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.auth.SharedAccessSignature.Result;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;

class SharedAccessSignatureTest {

    private static final String KEY = "Zmlyc3Qga2V5IG9mIHRoZSB0ZXN0IG5hbWVzcGFjZQ==";
    private static final AccessKeys KEYS = new AccessKeys(List.of("not-base64!", KEY));
    private static final Instant NOW = Instant.parse("2017-06-15T18:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "6/15/2017 6:20:15 PM",
                "6/15/2017 6:5:3 PM",
                "06/15/2017 06:20:15 pm",
                "6/15/2017 6:20:15\u202fPM",
                "6/15/2017 18:20:15",
                "2017-06-15T18:20:15",
                "2017-06-15 18:20:15.123456",
                "2017-06-15T18:20:15Z",
                "2017-06-15T20:20:15+02:00"
            })
    void readsEveryExpiryTimeThatLibrariesWrite(String expiry) throws Exception {
        assertThat(check(SignedAccess.sign("https://ns.example/topics/t", expiry, KEY), NOW))
                .isEqualTo(new Result.Granted("/topics/t"));
    }

    @ParameterizedTest
    @CsvSource({
        "6/15/2017 12:00:00 AM, 2017-06-14T23:59:59Z, 2017-06-15T00:00:00Z",
        "6/15/2017 12:00:00 PM, 2017-06-15T11:59:59Z, 2017-06-15T12:00:00Z",
        "6/15/2017 1:5:3 PM, 2017-06-15T13:05:02Z, 2017-06-15T13:05:03Z",
        "2017-06-15T18:20:15, 2017-06-15T18:20:14Z, 2017-06-15T18:20:15Z"
    })
    void countsExpiryInUtc(String expiry, Instant good, Instant expired) throws Exception {
        String token = SignedAccess.sign("https://ns.example", expiry, KEY);
        assertThat(check(token, good)).isEqualTo(new Result.Granted(""));
        assertThat(check(token, expired))
                .isEqualTo(new Result.Refused("The SAS token has expired."));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "tomorrow",
                "13/13/2017 6:20:15 PM",
                "6/15/2017 0:20:15 PM",
                "6/15/2017"
            })
    void refusesOtherExpiryTimes(String expiry) throws Exception {
        assertThat(check(SignedAccess.sign("https://ns.example", expiry, KEY), NOW))
                .isEqualTo(new Result.Refused("The expiry time of the SAS token cannot be read."));
    }

    @Test
    void readsWhatTheJavaLibraryGenerates() throws Exception {
        OffsetDateTime expiry = OffsetDateTime.of(2017, 6, 15, 18, 5, 3, 0, ZoneOffset.UTC);
        String text = expiry.format(DateTimeFormatter.ofPattern("M/d/yyyy h:m:s a", Locale.US));
        assertThat(text).isEqualTo("6/15/2017 6:5:3 PM");
        String token =
                SignedAccess.sign("https://ns.example/topics/t?apiVersion=2018-01-01", text, KEY);
        assertThat(check(token, NOW)).isEqualTo(new Result.Granted("/topics/t"));
    }

    @Test
    void verifiesTheTextAsItWasEncoded() throws Exception {
        String dotNet =
                SignedAccess.signEncoded(
                        "https%3a%2f%2fns.example%2ftopics%2ft",
                        "6%2f15%2f2017+6%3a20%3a15+PM", KEY);
        assertThat(check(dotNet, NOW)).isEqualTo(new Result.Granted("/topics/t"));
        assertThat(check(dotNet.replace("%3a", "%3A"), NOW))
                .isEqualTo(new Result.Refused("The signature of the SAS token is not valid."));
    }

    @Test
    void acceptsASignatureThatIsNotPercentEncoded() throws Exception {
        String token = SignedAccess.sign("https://ns.example", "6/15/2017 6:20:15 PM", KEY);
        int signature = token.indexOf("&s=");
        String raw =
                token.substring(0, signature)
                        + token.substring(signature)
                                .replace("%2B", "+")
                                .replace("%2F", "/")
                                .replace("%3D", "=");
        assertThat(check(raw, NOW)).isEqualTo(new Result.Granted(""));
    }

    @Test
    void refusesTheSignatureOfAnotherKey() throws Exception {
        String token = SignedAccess.sign("https://ns.example", "6/15/2017 6:20:15 PM", "b3RoZXI=");
        assertThat(check(token, NOW))
                .isEqualTo(new Result.Refused("The signature of the SAS token is not valid."));
    }

    @Property
    void neverGrantsAnythingToAnyOtherText(@ForAll String text) {
        assertThat(check(text, NOW)).isInstanceOf(Result.Refused.class);
        assertThat(check("r=" + text + "&e=" + text + "&s=" + text, NOW))
                .isInstanceOf(Result.Refused.class);
    }

    private static Result check(String token, Instant now) {
        return SharedAccessSignature.check(token, KEYS, now);
    }
}
