package io.gridgate.app.command;

import io.gridgate.auth.SecurityDecision.KeyChanged.Change;
import io.gridgate.auth.issued.KeyOwner;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/** Lets a key end at a time. */
@Command(
        name = "expire",
        description = {"Lets a key end at a time, or moves that time.", ""},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KeysExpireCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OWNER", description = "PARTNER/SOURCE, or PARTNER.")
    private String owner = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The key.")
    private String name = "";

    @Mixin private KeysPlace place = new KeysPlace();

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "When it ends, such as 2027-01-31T00:00:00Z; default: now.")
    private @Nullable Instant at;

    @Override
    public Integer call() {
        Instant now = InstantSource.system().instant();
        KeyOwner whose = place.owner(owner);
        place.update(
                it -> it.expire(whose, name, at == null ? now : at, now),
                _ -> List.of(KeysPlace.note(Change.EXPIRED, whose, name)));
        return 0;
    }
}
