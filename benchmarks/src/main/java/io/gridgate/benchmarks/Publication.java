package io.gridgate.benchmarks;

import io.gridgate.benchmarks.report.Figure;
import io.gridgate.benchmarks.report.MachineFacts;
import io.gridgate.benchmarks.report.MarkdownTable;
import io.gridgate.benchmarks.report.Plot;
import io.gridgate.benchmarks.report.Results;
import io.gridgate.benchmarks.scenario.Scenario;
import io.gridgate.benchmarks.scenario.Scenarios;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Figures as files: JSON with all that is known, a table and a plot. A folder keeps the figures of
 * scenarios that were not run this time.
 */
final class Publication {

    private Publication() {}

    static void write(Path folder, String variant, String setting, Path root, List<Figure> figures)
            throws IOException {
        MachineFacts machine = MachineFacts.here(root);
        String today = LocalDate.now(ZoneOffset.UTC).toString();
        Path json = folder.resolve("results" + variant + ".json");
        Results results =
                Results.read(json)
                        .with(
                                figures.stream()
                                        .map(f -> new Results.Entry(f, setting, machine, today))
                                        .toList(),
                                Scenarios.all().stream().map(Scenario::name).toList());
        results.write(json);
        showTable(folder, "results" + variant, MarkdownTable.of(results.entries()));
        Files.writeString(
                folder.resolve("results" + variant + ".svg"),
                Plot.of("Gridgate beside its targets, " + setting, results.entries()));
    }

    /** Puts the table into the page that has the folder's name, where that has a place for it. */
    private static void showTable(Path folder, String name, String table) throws IOException {
        Path page = folder.resolveSibling(folder.getFileName() + ".md");
        String begin = "<!-- " + name + " -->\n";
        String end = "<!-- /" + name + " -->";
        String text = Files.exists(page) ? Files.readString(page) : "";
        int from = text.indexOf(begin);
        int to = text.indexOf(end);
        if (from >= 0 && to > from) {
            Files.writeString(
                    page,
                    text.substring(0, from) + begin + "\n" + table + "\n" + text.substring(to));
        } else {
            Files.writeString(folder.resolve(name + ".md"), table);
        }
    }
}
