package io.gridgate.app.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A place in a settings file that holds a section; reads its keys and says where what is wrong.
 *
 * @param file the file's name, for error texts
 * @param path the keys down to this place, joined by dots; empty at the top
 * @param json what stands there
 * @param references what texts may refer to
 */
record Node(String file, String path, JsonNode json, References references) {

    /** Refuses keys that the section does not have. */
    Node check(Section section) {
        if (!json.isObject() && !json.isMissingNode()) {
            throw wrong(path, "must be a section with the keys " + names(section));
        }
        json.fieldNames()
                .forEachRemaining(name -> {
                    if (!section.names().contains(name)) {
                        throw unknown(section, name);
                    }
                });
        return this;
    }

    <T> Optional<T> find(Key<T> key) {
        JsonNode value = json.path(key.name());
        if (value.isMissingNode()) {
            if (key.required()) {
                throw wrong(at(key.name()), "is required; allowed: " + key.kind().allowed());
            }
            return Optional.ofNullable(key.fallback());
        }
        try {
            return Optional.of(key.kind().parse(value, references));
        } catch (IllegalArgumentException e) {
            throw wrong(at(key.name()), shown(key, value) + allowed(key) + reason(e));
        }
    }

    <T> T get(Key<T> key) {
        return find(key)
                .orElseThrow(() -> new IllegalStateException(key.name() + " has no default"));
    }

    boolean has(String name) {
        return json.has(name);
    }

    /** Returns the section under a key; an empty one where it is not there. */
    Node child(String name, Section section) {
        JsonNode value = json.has(name) ? json.get(name) : MissingNode.getInstance();
        return new Node(file, at(name), value, references).check(section);
    }

    /** Returns the named sections under a key, in the order of the file. */
    <T> Map<String, T> named(String name, Section section, Function<Node, T> read) {
        Map<String, T> values = new LinkedHashMap<>();
        JsonNode parent = json.path(name);
        if (!parent.isObject() && !parent.isMissingNode()) {
            throw wrong(at(name), "must be a section with a name for each entry");
        }
        parent.properties()
                .forEach(entry -> {
                    String where = at(name) + "." + entry.getKey();
                    Node child = new Node(file, where, entry.getValue(), references);
                    T value = read.apply(child.check(section));
                    values.put(entry.getKey(), value);
                });
        return values;
    }

    /** Returns the sections listed under a key, in their order. */
    <T> List<T> listed(String name, Section section, Function<Node, T> read) {
        JsonNode parent = json.path(name);
        if (!parent.isArray() && !parent.isMissingNode()) {
            throw wrong(at(name), "must be a list of sections");
        }
        List<T> values = new ArrayList<>();
        for (int i = 0; i < parent.size(); i++) {
            Node child = new Node(file, at(name) + "[" + i + "]", parent.get(i), references);
            values.add(read.apply(child.check(section)));
        }
        return values;
    }

    /** Makes a value of several keys; what its constructor refuses is reported for this place. */
    <T> T make(Supplier<T> constructor) {
        try {
            return constructor.get();
        } catch (IllegalArgumentException e) {
            throw wrong(path, String.valueOf(e.getMessage()));
        }
    }

    private SettingsException unknown(Section section, String name) {
        String hint =
                NearestName.of(name, section.names())
                        .map(near -> "; did you mean '" + near + "'?")
                        .orElse("");
        return wrong(at(name), "unknown key" + hint + " Known here: " + names(section));
    }

    private static String names(Section section) {
        return String.join(", ", section.names());
    }

    private String at(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static String shown(Key<?> key, JsonNode value) {
        return key.kind().secret()
                ? "the value (not shown)"
                : "'" + (value.isContainerNode() ? value : value.asText()) + "'";
    }

    private static String allowed(Key<?> key) {
        String fallback = key.shownDefault().map(text -> " (default " + text + ")").orElse("");
        return " is not allowed; allowed: " + key.kind().allowed() + fallback;
    }

    private static String reason(IllegalArgumentException e) {
        boolean said = e.getMessage() != null && !(e instanceof NumberFormatException);
        return said && !List.of("out of bounds").contains(e.getMessage())
                ? " (" + e.getMessage() + ")"
                : "";
    }

    private SettingsException wrong(String where, String what) {
        return new SettingsException(file + ": " + (where.isEmpty() ? "" : where + ": ") + what);
    }
}
