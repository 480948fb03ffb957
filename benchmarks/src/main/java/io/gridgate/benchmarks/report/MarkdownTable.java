package io.gridgate.benchmarks.report;

import java.util.List;

/** Figures for a page of the documentation. */
public final class MarkdownTable {

    private MarkdownTable() {}

    /**
     * Writes the figures that have a target.
     *
     * @param entries the figures
     * @return rows of a table with its head
     */
    public static String of(List<Results.Entry> entries) {
        StringBuilder text =
                new StringBuilder("| quantity | target | limit | measured | | by processor time |")
                        .append(" CPU µs/event | allocated B/event | p50 / p99 / p99.9 ms |")
                        .append(" others, % of machine |\n")
                        .append("|---|---|---|---|---|---|---|---|---|---|\n");
        for (Results.Entry entry : entries) {
            Figure figure = entry.figure();
            Target target = figure.target();
            if (target != null) {
                String sign = target.better() == Target.Better.MORE ? "≥ " : "≤ ";
                text.append("| `%s`: %s ".formatted(figure.scenario(), figure.what()))
                        .append("| %s%s ".formatted(sign, TextTable.number(target.aim())))
                        .append("| %s%s ".formatted(sign, TextTable.number(target.atLeast())))
                        .append("| **%s** ".formatted(TextTable.number(figure.value().median())))
                        .append("%s%s ".formatted(range(figure.value()), figure.unit()))
                        .append("| %s ".formatted(target.verdict(figure.value().median())))
                        .append("| %s ".formatted(beside(figure, "ratio by processor time")))
                        .append("| %s ".formatted(beside(figure, "CPU µs/event")))
                        .append("| %s ".formatted(beside(figure, "allocated B/event")))
                        .append("| %s ".formatted(latencies(figure)))
                        .append("| %s |\n".formatted(beside(figure, "others % of machine")));
            }
        }
        return text.toString();
    }

    private static String range(Spread spread) {
        return spread.min() == spread.max()
                ? ""
                : "(%s–%s) "
                        .formatted(TextTable.number(spread.min()), TextTable.number(spread.max()));
    }

    private static String beside(Figure figure, String name) {
        Spread spread = figure.beside().get(name);
        return spread == null ? "" : TextTable.number(spread.median());
    }

    private static String latencies(Figure figure) {
        if (!figure.beside().containsKey("p50 ms") || !figure.beside().containsKey("p99 ms")) {
            return "";
        }
        return beside(figure, "p50 ms")
                + " / "
                + beside(figure, "p99 ms")
                + " / "
                + beside(figure, "p99.9 ms");
    }
}
