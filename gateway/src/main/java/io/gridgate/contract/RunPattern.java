package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * A pattern that is a row of ASCII classes from {@code ^} to {@code $}, such as {@code
 * ^[A-Z]{2}-[0-9]{1,8}$}, matched on bytes by taking as many as each class can. That finds what
 * there is because a class of variable length shares no character with those that may follow it.
 */
final class RunPattern implements TextForm {

    private final List<CharacterRun> runs;

    private RunPattern(List<CharacterRun> runs) {
        this.runs = runs;
    }

    /** Returns the pattern if it is of this kind, else null. */
    static @Nullable RunPattern of(String regex) {
        if (regex.length() < 2 || regex.charAt(0) != '^' || !regex.endsWith("$")) {
            return null;
        }
        List<CharacterRun> runs = new ArrayList<>();
        RunReader reader = new RunReader(regex, 1, regex.length() - 1);
        while (reader.hasMore()) {
            CharacterRun run = reader.next();
            if (run == null) {
                return null;
            }
            runs.add(run);
        }
        return isGreedy(runs) ? new RunPattern(List.copyOf(runs)) : null;
    }

    private static boolean isGreedy(List<CharacterRun> runs) {
        for (int i = 0; i < runs.size(); i++) {
            CharacterRun run = runs.get(i);
            boolean open = run.min() < run.max();
            for (int next = i + 1; open && next < runs.size(); next++) {
                if (run.meets(runs.get(next))) {
                    return false;
                }
                open = runs.get(next).min() == 0;
            }
        }
        return true;
    }

    @Override
    public boolean fits(byte[] json, int from, int to) {
        int at = from;
        for (int i = 0; i < runs.size(); i++) {
            CharacterRun run = runs.get(i);
            int end = run.end(json, at, to);
            if (end - at < run.min()) {
                return false;
            }
            at = end;
        }
        return at == to;
    }
}
