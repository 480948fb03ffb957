package io.gridgate.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import io.gridgate.auth.Admission.Admitted;
import io.gridgate.auth.Admission.Reason;
import io.gridgate.auth.Admission.Refused;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Secrets that begin and end at a time, and the count of what each let in. */
final class LiveSecretTest {

    private static final Instant CHANGE = Instant.parse("2026-12-01T00:00:00Z");
    private static final Instant END = Instant.parse("2026-12-08T00:00:00Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(CHANGE);
    private final ApiKeyCredential keys =
            new ApiKeyCredential(
                    KeyPlace.API_KEY,
                    List.of(
                            new LiveSecret("old", Secret.of("the-old-key"), null, END),
                            new LiveSecret("", Secret.of("the-new-key"), CHANGE, null)),
                    now::get);
    private final PartnerGate gate = new PartnerGate(List.of(keys));

    @ParameterizedTest
    @CsvSource({
        "2026-11-30T23:59:59Z, the-old-key, old",
        "2026-11-30T23:59:59Z, the-new-key, -",
        "2026-12-01T00:00:00Z, the-old-key, old",
        "2026-12-01T00:00:00Z, the-new-key, 2",
        "2026-12-07T23:59:59Z, the-old-key, old",
        "2026-12-08T00:00:00Z, the-old-key, -",
        "2026-12-08T00:00:00Z, the-new-key, 2"
    })
    void countOnlyInTheirTime(Instant at, String key, String name) {
        now.set(at);

        assertThat(check(key))
                .isEqualTo(
                        name.equals("-")
                                ? new Refused(Reason.SECRET_NOT_LIVE)
                                : new Admitted(name));
    }

    @Test
    void areCountedOneByOne() {
        check("the-old-key");
        now.set(CHANGE.plusSeconds(60));
        check("the-new-key");
        check("the-new-key");
        check("no-key-at-all");
        now.set(END);
        check("the-old-key");

        assertThat(keys.uses())
                .extracting(SecretUse::name, SecretUse::count, SecretUse::last)
                .containsExactly(
                        tuple("old", 1L, Optional.of(CHANGE)),
                        tuple("2", 2L, Optional.of(CHANGE.plusSeconds(60))));
    }

    @Test
    void mustHaveATimeInWhichTheyCount() {
        assertThatThrownBy(() -> new LiveSecret("", Secret.of("s"), END, CHANGE))
                .hasMessage("not-before must be before not-after");
    }

    private Admission check(String key) {
        return gate.check(keys, new Presented("/", Map.of("x-api-key", key), new byte[0]));
    }
}
