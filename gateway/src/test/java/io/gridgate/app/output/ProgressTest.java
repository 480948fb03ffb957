package io.gridgate.app.output;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

class ProgressTest {

    private final AtomicLong nanos = new AtomicLong();
    private final StringWriter shown = new StringWriter();

    private Progress progress(long total, Progress.Style style) {
        return new Progress("exporting", total, style, new PrintWriter(shown), nanos::get);
    }

    private void pass(Duration duration) {
        nanos.addAndGet(duration.toNanos());
    }

    @Test
    void drawsABarOnATerminalAndTakesItAway() {
        try (Progress progress = progress(200, Progress.Style.TERMINAL)) {
            progress.at(1, () -> "too early");
            pass(Duration.ofMillis(100));
            progress.at(100, () -> "100 events");
            progress.at(101, () -> "too early");
            pass(Duration.ofMillis(100));
            progress.at(300, () -> "more than was counted");
        }

        assertThat(shown.toString())
                .isEqualTo(
                        "\rexporting [###############...............]  50 %, 100 events\u001b[K"
                                + "\rexporting [##############################] 100 %, more than"
                                + " was counted\u001b[K"
                                + "\r\u001b[K");
    }

    @Test
    void tellsALineNowAndThenElsewhere() {
        try (Progress progress = progress(200, Progress.Style.LINES)) {
            pass(Duration.ofSeconds(9));
            progress.at(1, () -> "too early");
            pass(Duration.ofSeconds(1));
            progress.at(50, () -> "50 events");
        }

        assertThat(shown.toString().lines()).containsExactly("exporting  25 %, 50 events");
    }

    @Test
    void doesWithoutATotal() {
        try (Progress progress = progress(0, Progress.Style.LINES)) {
            pass(Duration.ofSeconds(10));
            progress.at(50, () -> "50 events");
        }

        assertThat(shown.toString().lines()).containsExactly("exporting 50 events");
    }

    @Test
    void showsNothingWhereSilent() {
        try (Progress progress = progress(200, Progress.Style.NONE)) {
            pass(Duration.ofHours(1));
            progress.at(50, () -> "50 events");
        }

        assertThat(shown.toString()).isEmpty();
        assertThat(Progress.Style.of(true)).isEqualTo(Progress.Style.NONE);
    }
}
