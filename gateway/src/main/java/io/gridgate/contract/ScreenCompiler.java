package io.gridgate.contract;

import com.google.re2j.Pattern;

import org.jspecify.annotations.Nullable;

import tools.jackson.databind.JsonNode;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Makes screens of schemas that use only keywords that can be seen at a glance. A schema with any
 * other has no screen, and the library alone decides. For one thread, at start; the library has
 * accepted the schemas.
 */
final class ScreenCompiler {

    private static final Set<String> REMARKS =
            Set.of(
                    "$schema",
                    "$comment",
                    "$defs",
                    "definitions",
                    "title",
                    "description",
                    "default",
                    "deprecated",
                    "examples",
                    "readOnly",
                    "writeOnly",
                    "contentEncoding",
                    "contentMediaType",
                    SchemaCompiler.OWNER);

    private final Map<String, JsonNode> documents;
    private final Map<String, ValueScreen> made = new HashMap<>();

    /**
     * Makes a compiler.
     *
     * @param documents the schemas by all addresses that a {@code $ref} may have for them
     */
    ScreenCompiler(Map<String, JsonNode> documents) {
        this.documents = documents;
    }

    /** Returns the screen of a whole document, null if it cannot have one. */
    @Nullable Screen compile(String address) {
        try {
            return resolve(URI.create(address));
        } catch (Beyond | IllegalArgumentException e) {
            // An address that is no URI is none that could be followed here either.
            made.clear();
            return null;
        }
    }

    /** Returns the screen of what a resolved {@code $ref} leads to, made only once. */
    private Screen resolve(URI target) throws Beyond {
        String text = target.toString();
        ValueScreen known = made.get(text);
        if (known != null) {
            return known;
        }
        int hash = text.indexOf('#');
        String pointer = hash < 0 ? "" : text.substring(hash + 1);
        JsonNode document = documents.get(hash < 0 ? text : text.substring(0, hash));
        if (document == null || !pointer.matches("(/[A-Za-z0-9_$.-]+)*")) {
            throw new Beyond("a $ref to " + text);
        }
        String id = SchemaCompiler.id(document);
        if (document.findValues("$id").size() > (id.isEmpty() ? 0 : 1)) {
            throw new Beyond("a schema with an $id inside another");
        }
        URI base =
                URI.create(id.isEmpty() ? text.substring(0, hash < 0 ? text.length() : hash) : id);
        ValueScreen screen = new ValueScreen(ValueScreen.Rules.NONE);
        made.put(text, screen);
        screen.become(new Reading(base).rules(document.at(pointer)));
        return screen;
    }

    /** Reads one schema of a document. */
    private final class Reading {

        private final URI base;

        Reading(URI base) {
            this.base = base;
        }

        private Screen screen(JsonNode schema) throws Beyond {
            if (schema.isBoolean() && schema.booleanValue()) {
                return Screen.ANY;
            }
            return new ValueScreen(rules(schema));
        }

        private List<Screen> screens(JsonNode schemas) throws Beyond {
            List<Screen> screens = new ArrayList<>();
            for (JsonNode schema : schemas) {
                screens.add(screen(schema));
            }
            return List.copyOf(screens);
        }

        ValueScreen.Rules rules(JsonNode schema) throws Beyond {
            if (!schema.isObject()) {
                throw new Beyond("a schema that is " + schema);
            }
            RuleDraft draft = new RuleDraft();
            for (Map.Entry<String, JsonNode> entry : schema.properties()) {
                if (!REMARKS.contains(entry.getKey())) {
                    keyword(draft, entry.getKey(), entry.getValue());
                }
            }
            return draft.toRules();
        }

        private void keyword(RuleDraft draft, String keyword, JsonNode value) throws Beyond {
            switch (keyword) {
                case "$id" -> {
                    // That of the document, which its base has taken in already.
                }
                case "$ref" -> draft.all.add(resolve(base.resolve(value.asString())));
                case "allOf" -> draft.all.addAll(screens(value));
                case "anyOf" -> draft.any.add(screens(value));
                case "items" -> draft.items = screen(value);
                case "additionalProperties" -> {
                    draft.closed = value.isBoolean() && !value.booleanValue();
                    draft.others = draft.closed ? null : screen(value);
                }
                case "properties" -> {
                    for (Map.Entry<String, JsonNode> entry : value.properties()) {
                        draft.properties.put(entry.getKey(), screen(entry.getValue()));
                    }
                }
                case "pattern" -> {
                    RunPattern run = RunPattern.of(value.asString());
                    if (run == null) {
                        Pattern pattern = Pattern.compile(value.asString());
                        draft.texts.add(text -> pattern.matcher(text).find());
                    } else {
                        draft.forms.add(run);
                    }
                }
                default -> draft.assertion(keyword, value);
            }
        }
    }

    /** A schema asks for more than can be seen at a glance. */
    static final class Beyond extends Exception {

        private static final long serialVersionUID = 1L;

        Beyond(String what) {
            super(what, null, false, false);
        }
    }
}
