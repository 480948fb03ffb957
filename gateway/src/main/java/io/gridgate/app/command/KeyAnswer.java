package io.gridgate.app.command;

import io.gridgate.app.output.ReadyLine;
import io.gridgate.auth.issued.IssuedKey;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine;

import java.io.PrintWriter;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** What commands say of keys. The key itself is shown once, where it was made. */
final class KeyAnswer {

    private KeyAnswer() {}

    /** Prints a new key on standard output, alone, and what to know of it on standard error. */
    static void made(CommandLine program, IssuedKey key, String text, boolean json, Instant now) {
        PrintWriter out = program.getOut();
        if (json) {
            Map<String, Object> map = new LinkedHashMap<>(toMap(key, now));
            map.put("key", text);
            out.println(ReadyLine.text(map));
        } else {
            program.getErr().println(line(key, now));
            program.getErr().println("The key is shown this once; only its digest is kept.");
            program.getErr().flush();
            out.println(text);
        }
        out.flush();
    }

    static String line(IssuedKey key, Instant now) {
        return "%s  %s  %s%s%s%s"
                .formatted(
                        key.owner(),
                        key.name(),
                        word(key.stateAt(now)),
                        time("  from ", key.notBefore()),
                        time("  until ", key.notAfter()),
                        time("  revoked ", key.revoked()));
    }

    static Map<String, Object> toMap(IssuedKey key, Instant now) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("owner", key.owner().toString());
        map.put("name", key.name());
        map.put("state", word(key.stateAt(now)));
        map.put("made", key.made());
        put(map, "notBefore", key.notBefore());
        put(map, "notAfter", key.notAfter());
        put(map, "revoked", key.revoked());
        return map;
    }

    private static void put(Map<String, Object> map, String name, @Nullable Instant time) {
        if (time != null) {
            map.put(name, time);
        }
    }

    private static String time(String before, @Nullable Instant time) {
        return time == null ? "" : before + time;
    }

    private static String word(IssuedKey.State state) {
        return state.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
