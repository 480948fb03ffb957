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
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Makes a key and shows it, once. */
@Command(
        name = "make",
        description = {
            "Makes a key for a source, or for the status of all events of a partner, and prints it.",
            "It is shown this once: the gateway keeps its digest only.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KeysMakeCommand implements Callable<Integer> {

    @Spec private CommandSpec spec;

    @Parameters(
            paramLabel = "OWNER",
            description = "PARTNER/SOURCE, or PARTNER for a key that reads the status of events.")
    private String owner = "";

    @Mixin private KeysPlace place = new KeysPlace();

    @Option(
            names = "--name",
            paramLabel = "NAME",
            description = "What the key is called; default: key- and the next free number.")
    private @Nullable String name;

    @Mixin private KeyLifeOptions life = new KeyLifeOptions();

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
                                it.make(
                                        whose,
                                        Optional.ofNullable(name),
                                        digest,
                                        life.notBefore(),
                                        life.notAfter(now),
                                        now),
                        it ->
                                List.of(
                                        KeysPlace.note(
                                                Change.MADE, whose, it.keys().getLast().name())));
        KeyAnswer.made(spec.commandLine(), book.keys().getLast(), key, json, now);
        return 0;
    }
}
