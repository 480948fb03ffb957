package io.gridgate.handlers.inbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;

class InboxTest {

    private static InboxBuilder builder() {
        return Inbox.builder(new JdbcDataSource(), "billing");
    }

    @Test
    void holdsSettingsToTheirBounds() {
        builder().retention(Duration.ofHours(1)).front(0).build();
        builder().retention(Duration.ofDays(3650)).front(10_000_000).build();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().retention(Duration.ofMinutes(59)))
                .withMessage("retention is PT59M, must be PT1H to P3650D");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().retention(Duration.ofDays(3651)));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().front(-1))
                .withMessage("front is -1 events, must be 0 to 10000000");
        assertThatIllegalArgumentException().isThrownBy(() -> builder().front(10_000_001));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Inbox.builder(new JdbcDataSource(), " "))
                .withMessage("a consumer has a name of 1 to 100 characters, not 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "1st", "a b", "a;DROP TABLE x", "a.b.c", "a.", "\"q\""})
    void refusesATableNameThatIsNone(String name) {
        assertThatIllegalArgumentException().isThrownBy(() -> builder().table(name).build());
    }

    @Test
    void qualifiesTheTableButNotItsIndex() {
        assertThat(builder().table("app.inbox").build().definition().get(1))
                .isEqualTo(
                        "CREATE INDEX IF NOT EXISTS inbox_age ON app.inbox (consumer, handled_at)");
    }
}
