package io.gridgate.app.gateway;

import io.gridgate.accept.SourceId;
import io.gridgate.accept.Trial;
import io.gridgate.app.process.StartException;
import io.gridgate.app.settings.GatewaySettings;
import io.gridgate.app.settings.SourceSettings;

import java.time.InstantSource;
import java.util.Map;
import java.util.TreeMap;

/** Tries a request on a source of the settings; opens no store and no port. */
public final class SourceTrial {

    private SourceTrial() {}

    /**
     * Tries a request.
     *
     * @param settings the gateway's settings
     * @param source the source as {@code partner/source}
     * @param request the request
     * @param clock the time at which it came
     * @return what would become of it
     * @throws StartException if there is no such source, or its contracts cannot be read
     */
    public static Trial run(
            GatewaySettings settings, String source, CapturedRequest request, InstantSource clock) {
        Map<String, SourceSettings> known = new TreeMap<>();
        settings.partners()
                .forEach((partner, it) ->
                        it.sources()
                                .forEach((name, each) -> known.put(partner + "/" + name, each)));
        SourceSettings found = known.get(source);
        if (found == null) {
            throw new StartException(
                    "there is no source %s in the settings; there is %s"
                            .formatted(source, known.keySet()));
        }
        int slash = source.indexOf('/');
        SourceId id = new SourceId(source.substring(0, slash), source.substring(slash + 1));
        return Trial.of(
                PartnerSource.of(
                        id, found, settings, GatewayContracts.load(settings, clock), clock),
                request.target(),
                request.message());
    }
}
