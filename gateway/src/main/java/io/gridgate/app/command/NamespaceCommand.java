package io.gridgate.app.command;

import io.gridgate.app.namespace.NamespaceConfig;
import io.gridgate.app.namespace.NamespaceReady;
import io.gridgate.app.namespace.NamespaceRole;
import io.gridgate.app.output.NamespaceGreeting;
import io.gridgate.app.output.ReadyLine;
import io.gridgate.app.process.Running;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.ListenerSettings;
import io.gridgate.app.settings.NamespaceSettings;
import io.gridgate.app.settings.Settings;
import io.gridgate.app.settings.SettingsFile;
import io.gridgate.app.store.LogStore;
import io.gridgate.auth.BearerSettings;
import io.gridgate.auth.Secret;
import io.gridgate.log.Subscription;
import io.gridgate.log.Topic;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Visibility;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

/** Runs the namespace role alone. */
@Command(
        name = "namespace",
        description = {
            "Runs an Event Grid namespace: topics and event subscriptions with Azure's pull API.",
            "Topics and event subscriptions are kept in the data folder; options add or change.",
            "With --https-port -1 there is no HTTPS.",
            ""
        },
        mixinStandardHelpOptions = true,
        sortOptions = false,
        showDefaultValues = true)
final class NamespaceCommand implements Callable<Integer> {

    private static final int NO_HTTPS = -1;

    @Spec private CommandSpec spec;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description =
                    "Settings file with a namespace section; used instead of the options below.")
    private @Nullable Path config;

    @Mixin private ListenerOptions listener = new ListenerOptions(9080, -1);

    @Option(
            names = "--data",
            paramLabel = "DIR",
            defaultValue = ".gridgate/namespace",
            description = "Folder for events, keys and certificates; one process at a time.")
    private Path data = Path.of(".gridgate", "namespace");

    @Option(
            names = "--key",
            paramLabel = "KEY",
            showDefaultValue = Visibility.NEVER,
            description =
                    "Access key; give two for rotation. Shared access signatures need keys in"
                            + " base64. Without it two keys are made and kept in the data folder.")
    private List<String> keys = List.of();

    @Option(
            names = "--topic",
            paramLabel = "NAME[,retention=P7D][,dedup=PT0S]",
            showDefaultValue = Visibility.NEVER,
            description = {
                "Topic; may be repeated.",
                "  retention: P1D to P7D, default P7D",
                "  dedup: how long repeated source and id are recognised, PT0S (off, as in Azure)"
                        + " to P30D"
            })
    private List<String> topics = List.of();

    @Option(
            names = "--subscription",
            paramLabel =
                    "TOPIC/NAME[,lock=PT60S][,max-delivery-count=10][,ttl=P7D][,types=a.b;c.d]",
            showDefaultValue = Visibility.NEVER,
            description = {
                "Event subscription; may be repeated. Makes its topic where that is missing.",
                "  lock: PT1M to PT5M, default PT60S",
                "  max-delivery-count: 1 to 10, default 10",
                "  ttl: PT1M to the topic's retention, default that retention",
                "  types: event types that are wanted, separated by semicolons; default all"
            })
    private List<String> subscriptions = List.of();

    @Option(
            names = "--relaxed-limits",
            description =
                    "Allow more than Azure: locks from 1 s to 1 h, any wait from 0 s, any release"
                            + " delay, 1,000 events per receive, bodies up to 16 MiB, any retention.")
    private boolean relaxedLimits;

    @Option(
            names = "--issuer",
            paramLabel = "ISS",
            description = "Accept bearer tokens of this issuer.")
    private @Nullable String issuer;

    @Option(
            names = "--audience",
            paramLabel = "AUD",
            defaultValue = BearerSettings.AUDIENCE_DEFAULT,
            description = "Audience that bearer tokens must name.")
    private String audience = BearerSettings.AUDIENCE_DEFAULT;

    @Option(
            names = "--jwks",
            paramLabel = "URL|FILE",
            description =
                    "Keys of the issuer; without it the issuer's OpenID configuration is asked.")
    private @Nullable String jwks;

    @Option(
            names = "--send-role",
            paramLabel = "ROLE",
            description = "Role or scope that a bearer token needs to publish; without it none.")
    private @Nullable String sendRole;

    @Option(
            names = "--receive-role",
            paramLabel = "ROLE",
            description = "Role or scope that a bearer token needs to receive; without it none.")
    private @Nullable String receiveRole;

    @Option(names = "--json", description = "Print one line of JSON once the namespace serves.")
    private boolean json;

    private LogStore store = LogStore.EMBEDDED;

    @Override
    public Integer call() throws InterruptedException {
        NamespaceConfig settings = settings();
        try (Running running = new Running()) {
            NamespaceReady ready = running.add(NamespaceRole.start(settings, store)).ready();
            if (json) {
                ReadyLine.print(ready.toMap());
            } else {
                System.out.print(NamespaceGreeting.text(ready, settings));
            }
            running.untilStopped();
        }
        return 0;
    }

    private NamespaceConfig settings() {
        if (config != null) {
            Settings file = SettingsFile.load(config, System::getenv);
            store = LogStore.of(file.postgresql(), "namespace");
            NamespaceSettings namespace =
                    file.namespace()
                            .orElseThrow(
                                    () -> new StartException(config + " has no namespace section"));
            try {
                return NamespaceConfig.of(
                        file.dataFolder().resolve("namespace"), file.listener(), namespace);
            } catch (IllegalArgumentException e) {
                throw new StartException(config + ": " + e.getMessage(), e);
            }
        }
        try {
            return fromOptions();
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), String.valueOf(e.getMessage()), e);
        }
    }

    private NamespaceConfig fromOptions() {
        List<Topic> named = topics.stream().map(TopicOptions::topic).toList();
        Map<String, Topic> byName = new HashMap<>();
        named.forEach(topic -> byName.put(topic.name().value(), topic));
        List<Subscription> wanted =
                subscriptions.stream()
                        .map(text -> TopicOptions.subscription(text, byName))
                        .toList();
        if (keys.size() > 2) {
            throw new IllegalArgumentException("--key may be given twice, not more often");
        }
        return new NamespaceConfig(
                data,
                ListenerSettings.of(listener.host(), listener.httpPort(), httpsPort()),
                keys.stream().map(Secret::of).toList(),
                relaxedLimits,
                TopicOptions.withImplied(named, wanted),
                wanted,
                bearer());
    }

    private Optional<Integer> httpsPort() {
        return listener.httpsPort() == NO_HTTPS
                ? Optional.empty()
                : Optional.of(listener.httpsPort());
    }

    private Optional<BearerSettings> bearer() {
        if (issuer == null) {
            if (jwks != null || sendRole != null || receiveRole != null) {
                throw new IllegalArgumentException(
                        "--jwks, --send-role and --receive-role need --issuer");
            }
            return Optional.empty();
        }
        return Optional.of(
                new BearerSettings(
                        issuer,
                        audience,
                        Optional.ofNullable(jwks).map(NamespaceCommand::keyLocation),
                        Optional.ofNullable(sendRole),
                        Optional.ofNullable(receiveRole),
                        BearerSettings.SKEW_DEFAULT));
    }

    private static URI keyLocation(String text) {
        return text.contains("://") ? URI.create(text) : Path.of(text).toUri();
    }
}
