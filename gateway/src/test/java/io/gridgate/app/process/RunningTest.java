package io.gridgate.app.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

final class RunningTest {

    private final List<String> closed = new ArrayList<>();

    @Test
    void closesInReverseOrderAndGoesOnAfterAFailure() {
        Running running = new Running();
        running.add(() -> closed.add("first"));
        running.add(() -> {
            throw new IllegalStateException("cannot close");
        });
        running.add(() -> closed.add("last"));

        running.close();
        running.close();

        assertThat(closed).containsExactly("last", "first");
    }

    @Test
    void takesNoPartAnyMoreOnceItStops() {
        Running running = new Running();
        running.close();

        assertThatThrownBy(() -> running.add(() -> closed.add("late")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("the process is stopping");
    }

    @Test
    void endsTheWaitOnceItIsClosed() throws InterruptedException {
        Running running = new Running();
        running.add(() -> closed.add("part"));
        running.close();

        running.untilStopped();

        assertThat(closed).containsExactly("part");
    }
}
