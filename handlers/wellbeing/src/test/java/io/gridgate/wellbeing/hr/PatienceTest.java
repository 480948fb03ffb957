package io.gridgate.wellbeing.hr;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Duration;

class PatienceTest {

    @Test
    void asksAgainLaterEachTime() {
        Patience patience = new Patience(Duration.ofSeconds(30));

        assertThat(patience.after(0)).isEqualTo(Duration.ofSeconds(30));
        assertThat(patience.after(1)).isEqualTo(Duration.ofMinutes(1));
        assertThat(patience.after(10)).isEqualTo(Duration.ofMinutes(512));
        assertThat(patience.after(1000)).isEqualTo(patience.after(10));
    }
}
