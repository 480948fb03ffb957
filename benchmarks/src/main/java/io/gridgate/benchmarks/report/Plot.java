package io.gridgate.benchmarks.report;

import java.util.List;
import java.util.Locale;

/**
 * Figures as bars in SVG. A bar is as long as the figure is good: it ends at the line where the
 * target is reached, and passes it where it is better. A mark on the row says what it must be.
 */
public final class Plot {

    private static final int WIDTH = 1000;
    private static final int LABEL_WIDTH = 360;
    private static final int BAR_WIDTH = 360;
    private static final int ROW = 34;
    private static final int TOP = 76;
    private static final int BOTTOM = 34;
    private static final double SHARE_MAX = 2.0;

    private Plot() {}

    /**
     * Draws the figures that have a target.
     *
     * @param title what stands above
     * @param entries the figures
     * @return an SVG document
     */
    public static String of(String title, List<Results.Entry> entries) {
        List<Figure> figures =
                entries.stream()
                        .map(Results.Entry::figure)
                        .filter(figure -> figure.target() != null)
                        .toList();
        int height = TOP + figures.size() * ROW + BOTTOM;
        StringBuilder svg = new StringBuilder();
        svg.append(
                """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" role="img" font-family="system-ui, sans-serif" font-size="13">
                <title>%s</title>
                <rect width="100%%" height="100%%" fill="#ffffff"/>
                <text x="16" y="28" font-size="17" font-weight="600" fill="#1a1a1a">%s</text>
                <text x="16" y="50" fill="#555555">Bar: how far the target is reached (longer is better). Tick: what it must be at least.</text>
                """
                        .formatted(WIDTH, height, escaped(title), escaped(title)));
        int bottom = TOP + figures.size() * ROW;
        for (double share : new double[] {0.5, 1, 1.5}) {
            line(svg, x(share), TOP - 6, bottom, share == 1 ? "#1a1a1a" : "#dddddd");
        }
        text(svg, x(1), bottom + 18, "middle", "#1a1a1a", "target");
        for (int i = 0; i < figures.size(); i++) {
            row(svg, figures.get(i), TOP + i * ROW);
        }
        return svg.append("</svg>\n").toString();
    }

    /** How far a target is reached by a value: 1 is just reached, 2 twice as good. */
    static double share(Target target, double value) {
        double share =
                target.better() == Target.Better.MORE
                        ? value / target.aim()
                        : value <= 0 ? SHARE_MAX : target.aim() / value;
        return Math.clamp(share, 0, SHARE_MAX);
    }

    private static void row(StringBuilder svg, Figure figure, int top) {
        Target target = figure.target();
        if (target == null) {
            return;
        }
        double value = figure.value().median();
        String colour =
                switch (target.verdict(value)) {
                    case "reached" -> "#2e7d5b";
                    case "acceptable" -> "#c08a1e";
                    default -> "#b3403a";
                };
        text(svg, LABEL_WIDTH, top + 20, "end", "#1a1a1a", figure.scenario());
        svg.append(
                "<rect x=\"%s\" y=\"%d\" width=\"%s\" height=\"20\" fill=\"%s\"/>%n"
                        .formatted(
                                number(x(0)),
                                top + 5,
                                number(x(share(target, value)) - x(0)),
                                colour));
        double low = x(share(target, figure.value().min()));
        double high = x(share(target, figure.value().max()));
        if (low != high) {
            svg.append(
                    "<path d=\"M%s %dH%s\" stroke=\"#1a1a1a\" stroke-width=\"1.5\"/>%n"
                            .formatted(
                                    number(Math.min(low, high)),
                                    top + 15,
                                    number(Math.max(low, high))));
        }
        line(svg, x(share(target, target.atLeast())), top + 2, top + 28, "#1a1a1a");
        String words =
                "%s %s (target %s%s)"
                        .formatted(
                                TextTable.number(value),
                                figure.unit(),
                                target.better() == Target.Better.MORE ? "≥ " : "≤ ",
                                TextTable.number(target.aim()));
        text(svg, LABEL_WIDTH + 12 + BAR_WIDTH + 14, top + 20, "start", colour, words);
    }

    private static double x(double share) {
        return LABEL_WIDTH + 12 + BAR_WIDTH * share / SHARE_MAX;
    }

    private static void line(StringBuilder svg, double x, int from, int to, String colour) {
        svg.append(
                "<path d=\"M%s %dV%d\" stroke=\"%s\"/>%n".formatted(number(x), from, to, colour));
    }

    private static void text(
            StringBuilder svg, double x, int y, String anchor, String colour, String words) {
        svg.append(
                "<text x=\"%s\" y=\"%d\" text-anchor=\"%s\" fill=\"%s\">%s</text>%n"
                        .formatted(number(x), y, anchor, colour, escaped(words)));
    }

    private static String number(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    private static String escaped(String words) {
        return words.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
