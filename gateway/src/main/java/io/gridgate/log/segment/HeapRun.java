package io.gridgate.log.segment;

import java.util.Arrays;

/** A run that grows. One thread adds; others see what was there when they began to look. */
final class HeapRun extends Run {

    private static final int FIRST_CAPACITY = 8;

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Entries(long[] numbers, int[] ats, int[] lengths, int size) {}

    private volatile Entries entries =
            new Entries(
                    new long[FIRST_CAPACITY], new int[FIRST_CAPACITY], new int[FIRST_CAPACITY], 0);

    HeapRun(Content content, Kind kind, int owner) {
        super(content, kind, owner);
    }

    /**
     * Adds a record, or replaces the one with its number. Only where numbers do not just rise are
     * others moved or overwritten.
     *
     * @return whether another record was replaced
     */
    boolean put(long number, int at, int length) {
        Entries now = entries;
        int size = now.size;
        int floor = floor(number);
        if (floor >= 0 && now.numbers[floor] == number) {
            now.ats[floor] = at;
            now.lengths[floor] = length;
            return true;
        }
        long[] numbers = now.numbers;
        int[] ats = now.ats;
        int[] lengths = now.lengths;
        if (size == numbers.length) {
            numbers = Arrays.copyOf(numbers, size * 2);
            ats = Arrays.copyOf(ats, size * 2);
            lengths = Arrays.copyOf(lengths, size * 2);
        }
        int index = floor + 1;
        if (index < size) {
            System.arraycopy(numbers, index, numbers, index + 1, size - index);
            System.arraycopy(ats, index, ats, index + 1, size - index);
            System.arraycopy(lengths, index, lengths, index + 1, size - index);
            shiftMarks(index);
        }
        numbers[index] = number;
        ats[index] = at;
        lengths[index] = length;
        entries = new Entries(numbers, ats, lengths, size + 1);
        return false;
    }

    @Override
    int size() {
        return entries.size;
    }

    @Override
    long number(int index) {
        return entries.numbers[index];
    }

    @Override
    int at(int index) {
        return entries.ats[index];
    }

    @Override
    int length(int index) {
        return entries.lengths[index];
    }
}
