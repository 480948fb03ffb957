package io.gridgate.app.output;

import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Tells how far a long command is: as a bar that is drawn again and again on a terminal, as a plain
 * line now and then elsewhere. For one thread.
 */
public final class Progress implements AutoCloseable {

    private static final int BAR_CHARS = 30;
    private static final Duration REDRAWN = Duration.ofMillis(100);
    private static final Duration TOLD = Duration.ofSeconds(10);

    /** How progress is shown. */
    public enum Style {
        /** A bar. */
        TERMINAL,
        /** Plain lines. */
        LINES,
        /** Not at all. */
        NONE;

        /**
         * Chooses.
         *
         * @param silent whether nothing shall be shown
         * @return a bar where a person sits at a terminal
         */
        @SuppressWarnings("SystemConsoleNull") // since Java 25 it is null again without a terminal
        public static Style of(boolean silent) {
            if (silent) {
                return NONE;
            }
            Console console = System.console();
            return console != null && console.isTerminal() ? TERMINAL : LINES;
        }
    }

    private final String what;
    private final long total;
    private final Style style;
    private final PrintWriter out;
    private final LongSupplier nanos;
    private long nextNanos;
    private boolean drawn;

    /**
     * Begins.
     *
     * @param what is done, such as {@code exporting}
     * @param total how much there is to do; 0 where nobody knows
     * @param style how to show it
     * @param out where to
     * @param nanos the time, as {@link System#nanoTime} has it
     */
    public Progress(String what, long total, Style style, PrintWriter out, LongSupplier nanos) {
        this.what = what;
        this.total = total;
        this.style = style;
        this.out = out;
        this.nanos = nanos;
        this.nextNanos = nanos.getAsLong() + interval().toNanos();
    }

    private Duration interval() {
        return style == Style.TERMINAL ? REDRAWN : TOLD;
    }

    /**
     * Takes note of how much is done.
     *
     * @param done so much of the total
     * @param detail what to say beside it
     */
    public void at(long done, Supplier<String> detail) {
        if (style == Style.NONE || nanos.getAsLong() - nextNanos < 0) {
            return;
        }
        nextNanos = nanos.getAsLong() + interval().toNanos();
        if (style == Style.TERMINAL) {
            out.print("\r" + what + " " + bar(done) + detail.get() + "\u001b[K");
            drawn = true;
        } else {
            out.println(what + " " + percent(done) + detail.get());
        }
        out.flush();
    }

    private String bar(long done) {
        if (total == 0) {
            return "";
        }
        int full = (int) (BAR_CHARS * share(done));
        return "[" + "#".repeat(full) + ".".repeat(BAR_CHARS - full) + "] " + percent(done);
    }

    private String percent(long done) {
        return total == 0 ? "" : "%3d %%, ".formatted((int) (100 * share(done)));
    }

    private double share(long done) {
        return Math.clamp((double) done / total, 0, 1);
    }

    /** Takes the bar away. */
    @Override
    public void close() {
        if (drawn) {
            out.print("\r\u001b[K");
            out.flush();
            drawn = false;
        }
    }
}
