package io.gridgate.app.command;

import io.gridgate.auth.SecurityDecision.KeyChanged.Change;
import io.gridgate.auth.issued.KeyBook;
import io.gridgate.auth.issued.KeyOwner;
import io.gridgate.auth.issued.KeyText;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes the next key and lets the old one end. */
@Command(
        name = "rotate",
        description = {
            "Makes another key, prints it, and lets the old one end after a time in which both",
            "count. One write: there is never a moment without a key.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KeysRotateCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "OWNER", description = "PARTNER/SOURCE, or PARTNER.")
    private String owner = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The key that ends.")
    private String old = "";

    @Mixin private KeysPlace place = new KeysPlace();

    @Option(
            names = "--overlap",
            paramLabel = "DURATION",
            description = "How long both count; default: PT24H.")
    private Duration overlap = Duration.ofHours(24);

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the new key is called; default: key- and the next free number.")
    private @Nullable String name;

    @Option(names = "--json", description = "Print one line of JSON.")
    private boolean json;

    @Override
    public Integer call() {
        Instant now = InstantSource.system().instant();
        KeyOwner whose = place.owner(owner);
        String key = KeyText.make(new SecureRandom());
        String digest = HexFormat.of().formatHex(KeyText.sha256(key));
        KeyBook book =
                place.update(
                        it ->
                                it.expire(whose, old, now.plus(overlap), now)
                                        .make(
                                                whose,
                                                Optional.ofNullable(name),
                                                digest,
                                                null,
                                                null,
                                                now),
                        it ->
                                List.of(
                                        KeysPlace.note(
                                                Change.MADE, whose, it.keys().getLast().name()),
                                        KeysPlace.note(Change.EXPIRED, whose, old)));
        KeyAnswer.made(spec.commandLine(), book.keys().getLast(), key, json, now);
        return 0;
    }
}
