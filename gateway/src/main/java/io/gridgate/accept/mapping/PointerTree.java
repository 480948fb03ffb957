package io.gridgate.accept.mapping;

import org.jspecify.annotations.Nullable;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A set of JSON Pointers, to be walked along with a parser. Immutable once made. */
public final class PointerTree {

    private static final PointerTree NOTHING = new PointerTree();

    private final Map<String, PointerTree> below = new HashMap<>();
    private @Nullable String pointer;

    private PointerTree() {}

    /**
     * {@return the tree of these pointers}
     *
     * @param pointers pointers by RFC 6901, the empty one for the whole text
     */
    public static PointerTree of(Collection<String> pointers) {
        PointerTree root = new PointerTree();
        for (String pointer : pointers) {
            PointerTree at = root;
            for (String token : tokens(pointer)) {
                at = at.below.computeIfAbsent(token, _ -> new PointerTree());
            }
            at.pointer = pointer;
        }
        return root;
    }

    private static String[] tokens(String pointer) {
        if (pointer.isEmpty()) {
            return new String[0];
        }
        String[] tokens = pointer.substring(1).split("/", -1);
        for (int i = 0; i < tokens.length; i++) {
            tokens[i] = tokens[i].replace("~1", "/").replace("~0", "~");
        }
        return tokens;
    }

    boolean goesOn() {
        return !below.isEmpty();
    }

    PointerTree below(String token) {
        return below.getOrDefault(token, NOTHING);
    }

    Optional<String> pointer() {
        return Optional.ofNullable(pointer);
    }
}
