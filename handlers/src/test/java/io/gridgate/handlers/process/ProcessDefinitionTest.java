package io.gridgate.handlers.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.gridgate.handlers.jackson.JsonState;
import io.gridgate.handlers.process.Course.Taken;

import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

class ProcessDefinitionTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private static ProcessDefinition.Builder<String> builder() {
        return ProcessDefinition.version(1, new JsonState<>(String.class))
                .begin("began", (_, _) -> Next.of("").await("a", "b", "c"))
                .on("a", (state, _, _) -> Next.of(state + "a"))
                .on("b", (state, _, _) -> Next.of(state + "b"))
                .on("c", (state, _, _) -> Next.of(state + "c"))
                .whenAllCame((state, _) -> Next.of(state).end("all of " + state));
    }

    @ParameterizedTest
    @ValueSource(strings = {"abc", "acb", "bac", "bca", "cab", "cba", "aabbac"})
    void endsWhenAllCameInWhicheverOrder(String order) throws Exception {
        ProcessDefinition<String> definition = builder().build();
        Course course = new Course("p", NOW);
        ProcessRow row =
                moved(
                                course.begin(
                                                definition,
                                                "k",
                                                Orders.event("0", "began", "k", "null"))
                                        .orElseThrow())
                        .row();
        for (String type : order.chars().mapToObj(Character::toString).toList()) {
            assertThat(row.result()).isEmpty();
            row = moved(course.event(definition, row, Orders.event("1", type, "k", "null"))).row();
        }
        assertThat(row.result()).contains("all of " + order);
    }

    private static Taken.Moved moved(Taken taken) {
        assertThat(taken).isInstanceOf(Taken.Moved.class);
        return (Taken.Moved) taken;
    }

    @Test
    void countsOnlyTheTimeOutThatWasSetLast() throws Exception {
        ProcessDefinition<String> definition =
                ProcessDefinition.version(1, new JsonState<>(String.class))
                        .begin("began", (_, _) -> Next.of("").timeout("t", Duration.ofSeconds(1)))
                        .on("again", (s, _, _) -> Next.of(s).timeout("t", Duration.ofSeconds(9)))
                        .on("stop", (s, _, _) -> Next.of(s).stopTimeout("t"))
                        .onTimeout("t", (s, _) -> Next.of(s).end("over"))
                        .build();
        Course course = new Course("p", NOW);
        ProcessRow first =
                moved(
                                course.begin(
                                                definition,
                                                "k",
                                                Orders.event("0", "began", "k", "null"))
                                        .orElseThrow())
                        .row();
        ProcessRow second =
                moved(course.event(definition, first, Orders.event("1", "again", "k", "null")))
                        .row();
        ProcessRow stopped =
                moved(course.event(definition, second, Orders.event("2", "stop", "k", "null")))
                        .row();

        assertThat(course.timeout(definition, second, "t", 1)).isInstanceOf(Taken.Ignored.class);
        assertThat(course.timeout(definition, stopped, "t", 2)).isInstanceOf(Taken.Ignored.class);
        assertThat(moved(course.timeout(definition, second, "t", 2)).row().result())
                .contains("over");
    }

    @Test
    void readsTheIdOfATimeOutWhateverTheCorrelation() {
        for (String correlation : List.of("47", "a/b/3", "/", "")) {
            TimeoutId id = new TimeoutId(correlation, "t-1", 12);
            assertThat(TimeoutId.of(id.text())).isEqualTo(id);
        }
    }

    @Test
    void refusesADefinitionThatCannotWork() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessDefinition.version(0, new JsonState<>(String.class)))
                .withMessage("a version is a number from 1, not 0");
        assertThatIllegalArgumentException()
                .isThrownBy(
                        () -> ProcessDefinition.version(1, new JsonState<>(String.class)).build())
                .withMessage("no event begins version 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().on("a", (state, _, _) -> Next.of(state)))
                .withMessage("there is a step for an event of type a already");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> builder().onTimeout("A/b", (state, _) -> Next.of(state)))
                .withMessage("time-out 'A/b' must be 1 to 64 lower-case letters, digits and -");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Next.of("").end(" "))
                .withMessage("a result has 1 to 200 characters, not 1");
    }

    @Test
    void holdsAManagerToItsBounds() {
        JdbcDataSource database = new JdbcDataSource();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessManager.builder("p", database).build())
                .withMessage("process p has no version");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ProcessManager.builder("p", database)
                                .definition(builder().build())
                                .definition(builder().build()))
                .withMessage("there is a version 1 already");
        assertThatIllegalArgumentException()
                .isThrownBy(() ->
                        ProcessManager.builder("p", database).retention(Duration.ofMinutes(59)))
                .withMessage("retention is PT59M, must be PT1H to P3650D");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ProcessManager.builder(" ", database));
    }
}
