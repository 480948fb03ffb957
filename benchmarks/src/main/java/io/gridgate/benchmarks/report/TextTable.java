package io.gridgate.benchmarks.report;

import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Figures for people who read a terminal. */
public final class TextTable {

    private TextTable() {}

    /**
     * Writes figures.
     *
     * @param figures what was measured
     * @return lines of text
     */
    public static String of(List<Figure> figures) {
        StringBuilder text = new StringBuilder();
        for (Figure figure : figures) {
            text.append('\n').append(headline(figure)).append('\n');
            for (Map.Entry<String, Spread> other : figure.beside().entrySet()) {
                text.append(
                        "    %-28s %s%n".formatted(other.getKey(), withSpread(other.getValue())));
            }
        }
        return text.toString();
    }

    private static String headline(Figure figure) {
        String line =
                "%s: %s %s  [%s]"
                        .formatted(
                                figure.scenario(),
                                withSpread(figure.value()),
                                figure.unit(),
                                figure.what());
        Target target = figure.target();
        if (target == null) {
            return line;
        }
        return line
                + "  target %s, at %s %s: %s"
                        .formatted(
                                number(target.aim()),
                                target.better() == Target.Better.MORE ? "least" : "most",
                                number(target.atLeast()),
                                target.verdict(figure.value().median()));
    }

    /**
     * Writes a quantity with its spread.
     *
     * @param spread the measurements
     * @return the median, and the smallest and largest where they differ from it
     */
    public static String withSpread(Spread spread) {
        if (spread.min() == spread.max()) {
            return number(spread.median());
        }
        return "%s (%s–%s)"
                .formatted(number(spread.median()), number(spread.min()), number(spread.max()));
    }

    /**
     * Writes a number to three digits, or all before the point.
     *
     * @param value the number
     * @return its text
     */
    public static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 ? "%,.0f" : size >= 10 ? "%.1f" : size >= 1 ? "%.2f" : "%.3f";
        return String.format(Locale.ROOT, format, value);
    }
}
