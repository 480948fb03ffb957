package io.gridgate.event;

import org.jspecify.annotations.Nullable;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The context attributes of one event in the order they came, in two short arrays: an event has
 * about seven, and a look-up by scanning costs less than a map per event. Written by one thread
 * while the event is made, then only read.
 */
final class Attributes {

    private String[] names = new String[8];
    private @Nullable Object[] values = new @Nullable Object[8];
    private int size;
    private long plain;

    static Attributes of(Map<String, Object> map) {
        Attributes attributes = new Attributes();
        map.forEach(attributes::add);
        return attributes;
    }

    int size() {
        return size;
    }

    String name(int index) {
        return names[index];
    }

    /** Returns a value, null for a JSON null, which means that the attribute is absent. */
    @Nullable Object value(int index) {
        return values[index];
    }

    /** Returns the value of an attribute, null where it is absent. */
    @Nullable Object get(String name) {
        int index = indexOf(name);
        return index < 0 ? null : values[index];
    }

    /** Returns the value of an attribute that is a string, null where it is none. */
    @Nullable String text(String name) {
        return get(name) instanceof String text ? text : null;
    }

    boolean contains(String name) {
        return indexOf(name) >= 0;
    }

    /** Adds an attribute that is not there yet. */
    void add(String name, @Nullable Object value) {
        if (size == names.length) {
            names = Arrays.copyOf(names, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        names[size] = name;
        values[size++] = value;
    }

    /** Adds an attribute that is not there yet, a text of printable ASCII characters only. */
    void addPlain(String name, String value) {
        plain |= size < Long.SIZE ? 1L << size : 0;
        add(name, value);
    }

    /** Tells whether a value is known to be printable ASCII; false says nothing. */
    boolean isPlain(int index) {
        return index < Long.SIZE && (plain >>> index & 1) != 0;
    }

    Map<String, Object> toMap() {
        Map<String, Object> map = LinkedHashMap.newLinkedHashMap(size);
        for (int i = 0; i < size; i++) {
            Object value = values[i];
            if (value != null) {
                map.put(names[i], value);
            }
        }
        return map;
    }

    private int indexOf(String name) {
        int hash = name.hashCode();
        for (int i = 0; i < size; i++) {
            if (names[i].hashCode() == hash && names[i].equals(name)) {
                return i;
            }
        }
        return -1;
    }
}
