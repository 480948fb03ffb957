package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.List;

/**
 * Looks at an object.
 *
 * @param names the names that the schema speaks of, at most {@value #NAMES_MAX}
 * @param values what the value under each of them must fit, null for any
 * @param required a bit for each of them that must be there
 * @param closed whether there may be no others
 * @param others what the values under other names must fit, null for any
 * @param min fewest members
 * @param max most members
 */
record ObjectScreen(
        NameTable names,
        List<Screen> values,
        long required,
        boolean closed,
        @Nullable Screen others,
        int min,
        int max) {

    static final int NAMES_MAX = Long.SIZE;

    static final ObjectScreen ANY =
            new ObjectScreen(
                    new NameTable(List.of()), List.of(), 0, false, null, 0, Integer.MAX_VALUE);

    /** Most other names in one object, as each is compared with those before. */
    private static final int OTHERS_MAX = 8;

    /** Takes the object that comes next and tells whether it fits. */
    boolean fits(Glance glance) {
        DataCursor cursor = glance.cursor();
        long seen = 0;
        int count = 0;
        int[] otherNames = null;
        int otherCount = 0;
        cursor.skip(1);
        while (cursor.hasMore('}')) {
            cursor.name();
            if (cursor.escaped()) {
                return false;
            }
            int index = names.index(cursor.json(), cursor.textStart(), cursor.textStop());
            if (index >= 0) {
                long bit = 1L << index;
                if ((seen & bit) != 0 || !values.get(index).fits(glance)) {
                    return false;
                }
                seen |= bit;
            } else {
                if (closed || otherCount == OTHERS_MAX) {
                    return false;
                }
                otherNames = otherNames == null ? new int[2 * OTHERS_MAX] : otherNames;
                if (isThere(otherNames, otherCount++, cursor) || !other().fits(glance)) {
                    return false;
                }
            }
            count++;
        }
        cursor.skip(1);
        return (seen & required) == required && count >= min && count <= max;
    }

    private Screen other() {
        return others == null ? Screen.ANY : others;
    }

    /** Tells whether a name was there before, and keeps it. */
    private static boolean isThere(int[] names, int count, DataCursor cursor) {
        byte[] json = cursor.json();
        int from = cursor.textStart();
        int to = cursor.textStop();
        for (int i = 0; i < count; i++) {
            if (Arrays.equals(json, names[2 * i], names[2 * i + 1], json, from, to)) {
                return true;
            }
        }
        names[2 * count] = from;
        names[2 * count + 1] = to;
        return false;
    }
}
