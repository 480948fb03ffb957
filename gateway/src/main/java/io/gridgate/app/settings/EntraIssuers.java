package io.gridgate.app.settings;

import io.gridgate.auth.BearerSettings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The issuers that one tenant of Entra ID has: tokens come in version 1 and in version 2. */
final class EntraIssuers {

    static final String GUID = "[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}";

    private EntraIssuers() {}

    static List<BearerSettings> of(
            String tenant,
            String audience,
            String authority,
            Set<String> applications,
            Optional<String> role,
            Optional<URI> keys) {
        String root = "https://" + authority + "/" + tenant;
        URI location = keys.orElseGet(() -> URI.create(root + "/discovery/v2.0/keys"));
        return List.of("https://sts.windows.net/" + tenant + "/", root + "/v2.0").stream()
                .map(issuer ->
                        new BearerSettings(
                                issuer,
                                audience,
                                Optional.of(location),
                                role,
                                Optional.empty(),
                                BearerSettings.SKEW_DEFAULT,
                                applications))
                .toList();
    }
}
