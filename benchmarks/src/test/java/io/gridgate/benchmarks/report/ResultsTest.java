package io.gridgate.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import javax.xml.parsers.DocumentBuilderFactory;

class ResultsTest {

    private static final MachineFacts MACHINE =
            new MachineFacts("Processor", 2, 24, "Linux 6", "25.0.3", "0123456789");
    private static final List<String> ORDER = List.of("publish-1", "publish-100", "start");

    @TempDir private Path folder;

    @Test
    void keepsFiguresInAFile() {
        Results results = new Results(List.of(entry("publish-1", 0.5), entry("start-empty", 0.7)));
        Path file = folder.resolve("results.json");
        results.write(file);
        assertThat(Results.read(file)).isEqualTo(results);
    }

    @Test
    void hasNothingWhereThereIsNoFile() {
        assertThat(Results.read(folder.resolve("none.json")).entries()).isEmpty();
    }

    @Test
    void replacesWhatWasMeasuredAgainAndKeepsTheOrderOfTheScenarios() {
        Results old = new Results(List.of(entry("start-empty", 1), entry("publish-1", 0.1)));
        Results both = old.with(List.of(entry("publish-100", 4), entry("publish-1", 0.5)), ORDER);
        assertThat(both.entries())
                .containsExactly(
                        entry("publish-1", 0.5), entry("publish-100", 4), entry("start-empty", 1));
    }

    @Test
    void drawsAWellFormedPicture() throws Exception {
        String svg =
                Plot.of("a < b & c", List.of(entry("publish-1", 0.5), entry("publish-100", 0)));
        var document =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        assertThat(document.getElementsByTagName("title").item(0).getTextContent())
                .isEqualTo("a < b & c");
        assertThat(document.getElementsByTagName("rect").getLength()).isEqualTo(3);
    }

    @Test
    void measuresHowFarATargetIsReached() {
        assertThat(Plot.share(Target.atLeast(0.5, 0.4), 0.25)).isEqualTo(0.5);
        assertThat(Plot.share(Target.atMost(5, 5), 10)).isEqualTo(0.5);
        assertThat(Plot.share(Target.atMost(64, 64), -3)).isEqualTo(2);
        assertThat(Plot.share(Target.atLeast(1, 1), 9)).isEqualTo(2);
    }

    @Test
    void writesOneRowForEachTarget() {
        assertThat(MarkdownTable.of(List.of(entry("publish-1", 0.5))).lines().skip(2))
                .containsExactly(
                        "| `publish-1`: words | ≥ 0.500 | ≥ 0.400 | **0.500** (0.250–1.00) × bare"
                                + " | reached |  | 20.0 |  |  |  |");
    }

    private static Results.Entry entry(String name, double value) {
        Figure figure =
                new Figure(
                        name,
                        "words",
                        Figure.TIMES_BARE,
                        new Spread(value, value / 2, value * 2),
                        Target.atLeast(0.5, 0.4),
                        Map.of("CPU µs/event", Spread.of(20)));
        return new Results.Entry(figure, "unpinned", MACHINE, "2026-11-21");
    }
}
