package io.gridgate.contract;

import java.util.Arrays;
import java.util.List;

/**
 * Looks at a value of any type: the type itself, fixed values, then what else a schema asks. Loops
 * count instead of iterating: a glance makes nothing for the collector.
 */
final class ValueScreen implements Screen {

    static final int OBJECT = 1;
    static final int ARRAY = 1 << 1;
    static final int STRING = 1 << 2;
    static final int NUMBER = 1 << 3;
    static final int INTEGER = 1 << 4;
    static final int BOOLEAN = 1 << 5;
    static final int NULL = 1 << 6;
    static final int ANY_TYPE = (1 << 7) - 1;

    /**
     * What a value is held against.
     *
     * @param types the types that it may have, as bits
     * @param fixed the scalars that it may be, as they are written most simply; empty for any
     * @param strings what strings must keep
     * @param numbers what numbers must keep
     * @param objects what objects must keep
     * @param arrays what arrays must keep
     * @param all what it must fit besides
     * @param any of each list it must fit one besides
     */
    record Rules(
            int types,
            List<byte[]> fixed,
            StringScreen strings,
            NumberScreen numbers,
            ObjectScreen objects,
            ArrayScreen arrays,
            List<Screen> all,
            List<List<Screen>> any) {

        static final Rules NONE =
                new Rules(
                        ANY_TYPE,
                        List.of(),
                        StringScreen.ANY,
                        NumberScreen.ANY,
                        ObjectScreen.ANY,
                        ArrayScreen.ANY,
                        List.of(),
                        List.of());
    }

    private Rules rules;

    ValueScreen(Rules rules) {
        this.rules = rules;
    }

    /** Sets the rules of a screen that had to be known before them, because it is in a circle. */
    void become(Rules complete) {
        rules = complete;
    }

    @Override
    public boolean fits(Glance glance) {
        if (!glance.enter()) {
            return false;
        }
        DataCursor cursor = glance.cursor();
        byte first = cursor.peek();
        int from = cursor.position();
        int depth = glance.depth();
        boolean fits = fits(glance, first) && isFixed(cursor, from) && fitsOthers(glance, from);
        glance.back(cursor.position(), depth);
        glance.leave();
        return fits;
    }

    private boolean fits(Glance glance, byte first) {
        return switch (first) {
            case '"' -> allows(STRING) && rules.strings().fits(glance.cursor());
            case '{' -> allows(OBJECT) && rules.objects().fits(glance);
            case '[' -> allows(ARRAY) && rules.arrays().fits(glance);
            case 't' -> allows(BOOLEAN) && take(glance, 4);
            case 'f' -> allows(BOOLEAN) && take(glance, 5);
            case 'n' -> allows(NULL) && take(glance, 4);
            default ->
                    allows(NUMBER | INTEGER)
                            && rules.numbers().fits(glance.cursor(), allows(NUMBER));
        };
    }

    private boolean allows(int type) {
        return (rules.types() & type) != 0;
    }

    private static boolean take(Glance glance, int bytes) {
        glance.cursor().skip(bytes);
        return true;
    }

    private boolean isFixed(DataCursor cursor, int from) {
        List<byte[]> fixed = rules.fixed();
        for (int i = 0; i < fixed.size(); i++) {
            byte[] value = fixed.get(i);
            if (Arrays.equals(value, 0, value.length, cursor.json(), from, cursor.position())) {
                return true;
            }
        }
        return fixed.isEmpty();
    }

    private boolean fitsOthers(Glance glance, int from) {
        List<Screen> all = rules.all();
        List<List<Screen>> any = rules.any();
        int depth = glance.depth();
        for (int i = 0; i < all.size(); i++) {
            glance.back(from, depth);
            if (!all.get(i).fits(glance)) {
                return false;
            }
        }
        for (int i = 0; i < any.size(); i++) {
            if (!fitsOne(glance, any.get(i), from, depth)) {
                return false;
            }
        }
        return true;
    }

    private static boolean fitsOne(Glance glance, List<Screen> alternatives, int from, int depth) {
        for (int i = 0; i < alternatives.size(); i++) {
            glance.back(from, depth);
            if (alternatives.get(i).fits(glance)) {
                return true;
            }
        }
        return false;
    }
}
