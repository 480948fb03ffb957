package io.gridgate.app.command;

import io.gridgate.app.output.ReadyLine;
import io.gridgate.auth.issued.IssuedKey;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.io.PrintWriter;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

/** Lists the keys that were made. */
@Command(
        name = "list",
        description = {
            "Lists the keys that were made and whether they count; keys that are over, for 90 days.",
            "How often each was used is at GET /admin/sources of the gateway.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KeysListCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            arity = "0..1",
            paramLabel = "OWNER",
            description = "PARTNER/SOURCE, or PARTNER for its status keys; default: all.")
    private @Nullable String owner;

    @Mixin private KeysPlace place = new KeysPlace();

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Instant now = InstantSource.system().instant();
        List<IssuedKey> keys =
                place.read().keys().stream()
                        .filter(key -> owner == null || key.owner().toString().equals(owner))
                        .toList();
        PrintWriter out = spec.commandLine().getOut();
        if (json) {
            List<Map<String, Object>> maps =
                    keys.stream().map(key -> KeyAnswer.toMap(key, now)).toList();
            out.println(ReadyLine.text(Map.of("keys", maps)));
        } else {
            keys.forEach(key -> out.println(KeyAnswer.line(key, now)));
        }
        out.flush();
        return 0;
    }
}
