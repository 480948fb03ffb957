package io.gridgate.app.command;

import io.gridgate.auth.SecurityDecision.KeyChanged.Change;
import io.gridgate.auth.issued.KeyOwner;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;

/** Lets a key count no more. */
@Command(
        name = "revoke",
        description = {"Lets a key count no more, for good; its digest is forgotten.", ""},
        mixinStandardHelpOptions = true,
        sortOptions = false)
final class KeysRevokeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "OWNER", description = "PARTNER/SOURCE, or PARTNER.")
    private String owner = "";

    @Parameters(index = "1", paramLabel = "NAME", description = "The key.")
    private String name = "";

    @Mixin private KeysPlace place = new KeysPlace();

    @Override
    public Integer call() {
        KeyOwner whose = place.owner(owner);
        place.update(
                it -> it.revoke(whose, name, InstantSource.system().instant()),
                _ -> List.of(KeysPlace.note(Change.REVOKED, whose, name)));
        return 0;
    }
}
