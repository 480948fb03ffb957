package io.gridgate.app.settings;

import java.util.List;
import java.util.stream.Stream;

/**
 * A part of the settings file: the keys and sections that may stand in it.
 *
 * @param text what the section is for
 * @param keys its keys
 * @param children its sections
 */
record Section(String text, List<Key<?>> keys, List<Child> children) {

    /**
     * A section inside another.
     *
     * @param name its key
     * @param placeholder what stands for the free name between the key and the section's own keys;
     *     empty where the section stands directly under its key, {@code []} where it is one of a
     *     list
     * @param section what may stand in it
     */
    record Child(String name, String placeholder, Section section) {

        static Child one(String name, Section section) {
            return new Child(name, "", section);
        }

        static Child named(String name, String placeholder, Section section) {
            return new Child(name, placeholder, section);
        }

        static Child listed(String name, Section section) {
            return new Child(name, "[]", section);
        }
    }

    static Section of(String text, Key<?>... keys) {
        return new Section(text, List.of(keys), List.of());
    }

    Section with(Child... more) {
        return new Section(text, keys, List.of(more));
    }

    /** Returns every name that may stand in this section, in alphabetical order. */
    List<String> names() {
        return Stream.concat(keys.stream().map(Key::name), children.stream().map(Child::name))
                .sorted()
                .toList();
    }
}
