package io.gridgate.app.command;

import io.gridgate.app.gateway.GatewayProcess;
import io.gridgate.app.gateway.SecurityLogs;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.PartnerSettings;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.settings.SourceAccess.SourceKeyPlace;
import io.gridgate.app.settings.SourceSettings;
import io.gridgate.auth.SecurityDecision.KeyChanged;
import io.gridgate.auth.issued.KeyBook;
import io.gridgate.auth.issued.KeyOwner;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Where the keys of a gateway are, and whom one can be for. */
final class KeysPlace {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            required = true,
            description = "Settings file of the gateway.")
    private Path config = Path.of("gridgate.yaml");

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Data folder of the gateway; default: gateway in data-folder.")
    private @Nullable Path data;

    /** Returns the book. */
    KeyBook read() {
        Settings settings = settings();
        try {
            return GatewayProcess.book(gateway(settings), folder(settings)).read();
        } catch (IOException e) {
            throw new StartException("the keys cannot be read: " + e.getMessage(), e);
        }
    }

    /** Returns the owner of that name; it must be one that a key can be for. */
    KeyOwner owner(String text) {
        KeyOwner owner = KeyOwner.parse(text);
        GatewaySettings gateway = gateway(settings());
        PartnerSettings partner = gateway.partners().get(owner.partner());
        if (partner == null) {
            throw new StartException(
                    "there is no partner %s in %s; there is %s"
                            .formatted(owner.partner(), config, gateway.partners().keySet()));
        }
        SourceSettings source = partner.sources().get(owner.source());
        if (source == null && !owner.source().isEmpty()) {
            throw new StartException(
                    "%s has no source %s in %s; it has %s"
                            .formatted(
                                    owner.partner(),
                                    owner.source(),
                                    config,
                                    partner.sources().keySet()));
        }
        if (source != null && source.access().keyPlace() == SourceKeyPlace.BASIC) {
            throw new StartException(
                    "senders to %s present user and password, which a key is not; put them into keys"
                                    .formatted(owner)
                            + " in the settings");
        }
        if (source != null && source.access().entra().isPresent()) {
            throw new StartException(
                    "senders to %s present tokens of Entra ID, so a key would be of no use"
                            .formatted(owner));
        }
        if (source != null && !source.access().secrets().isEmpty()) {
            throw new StartException(
                    "requests to %s are signed, so a key would be of no use; the sender's secrets"
                                    .formatted(owner)
                            + " are in the settings");
        }
        return owner;
    }

    /** Changes the book, and notes it in the security log where that is a file. */
    KeyBook update(UnaryOperator<KeyBook> change, Function<KeyBook, List<KeyChanged>> notes) {
        Settings settings = settings();
        GatewaySettings gateway = gateway(settings);
        Path folder = folder(settings);
        try {
            KeyBook book = GatewayProcess.book(gateway, folder).update(change);
            SecurityLogs.append(
                    gateway.securityLog(), folder, InstantSource.system(), notes.apply(book));
            return book;
        } catch (IllegalArgumentException e) {
            throw new StartException(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw new StartException("the keys cannot be changed: " + e.getMessage(), e);
        }
    }

    /** Returns what is noted of a change. */
    static KeyChanged note(KeyChanged.Change change, KeyOwner owner, String name) {
        return new KeyChanged(
                change, owner.partner(), owner.source(), name, System.getProperty("user.name"));
    }

    private Settings settings() {
        return SettingsFile.load(config, System::getenv);
    }

    private GatewaySettings gateway(Settings settings) {
        return settings.gateway()
                .orElseThrow(() -> new StartException(config + " has no gateway section"));
    }

    private Path folder(Settings settings) {
        return data == null ? settings.dataFolder().resolve("gateway") : data;
    }
}
