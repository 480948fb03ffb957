package io.gridgate.contract;

import org.jspecify.annotations.Nullable;

/**
 * Looks at an array.
 *
 * @param min fewest items
 * @param max most items
 * @param items what each item must fit, null for any
 */
record ArrayScreen(int min, int max, @Nullable Screen items) {

    static final ArrayScreen ANY = new ArrayScreen(0, Integer.MAX_VALUE, null);

    /** Takes the array that comes next and tells whether it fits. */
    boolean fits(Glance glance) {
        DataCursor cursor = glance.cursor();
        Screen each = items == null ? Screen.ANY : items;
        int count = 0;
        cursor.skip(1);
        while (cursor.hasMore(']')) {
            if (!each.fits(glance)) {
                return false;
            }
            count++;
        }
        cursor.skip(1);
        return count >= min && count <= max;
    }
}
