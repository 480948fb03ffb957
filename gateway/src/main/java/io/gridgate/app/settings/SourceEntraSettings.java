package io.gridgate.app.settings;

import io.gridgate.app.settings.PushEntraSettings.Cloud;
import io.gridgate.auth.BearerSettings;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Which tokens of Entra ID a sender may present.
 *
 * @param tenants the tenants that make them
 * @param audience the application that they are made for: this gateway
 * @param applications the client applications that may send; empty: those with the role
 * @param role the role that the tokens must have; empty: none
 * @param cloud where Entra ID is
 * @param keys where the keys of the tenants are, if not where the cloud has them
 */
public record SourceEntraSettings(
        List<String> tenants,
        String audience,
        List<String> applications,
        Optional<String> role,
        Cloud cloud,
        Optional<URI> keys) {

    private static final int LIST_MAX = 20;

    static final Key<List<String>> TENANTS =
            Key.required(
                    "tenants",
                    Kinds.listOf(guid(), LIST_MAX),
                    "Tenants whose tokens are taken (`iss`, version 1 or 2); all others are refused.");
    static final Key<String> AUDIENCE =
            Key.required(
                    "audience",
                    Kinds.text(
                            "up to 500 visible characters", value -> value.matches("[!-~]{1,500}")),
                    "`aud` of the tokens: the application id of this gateway in Entra ID, or its"
                            + " URI.");
    static final Key<List<String>> APPLICATIONS =
            Key.of(
                    "applications",
                    Kinds.listOf(guid(), LIST_MAX),
                    List.of(),
                    "Client applications of this partner (`appid` or `azp`). Give them, `role`, or"
                            + " both.");
    static final Key<String> ROLE =
            Key.optional(
                    "role",
                    Kinds.text(
                            "up to 120 visible characters", value -> value.matches("[!-~]{1,120}")),
                    "Application role (`roles`) or scope that the tokens must have.");
    static final Key<Cloud> CLOUD =
            Key.of(
                    "cloud",
                    Kinds.choice(Cloud.class),
                    Cloud.PUBLIC,
                    "Cloud that the tenants are in; decides where their keys are.");
    static final Key<URI> KEYS =
            Key.optional(
                    "keys",
                    Kinds.targetUrl(),
                    "JSON web key set of the tenants, instead of that of the cloud. https, or http"
                            + " on this machine.");

    static final Section SECTION =
            Section.of(
                    "Tokens of Entra ID in place of keys, for `cloudevents` and `webhook`:"
                            + " `Authorization: Bearer`. A change of this section needs a restart.",
                    TENANTS,
                    AUDIENCE,
                    APPLICATIONS,
                    ROLE,
                    CLOUD,
                    KEYS);

    /** Checks the bounds, and that not every application of a tenant may send. */
    public SourceEntraSettings {
        tenants = TENANTS.check(tenants.stream().map(SourceEntraSettings::lower).toList());
        AUDIENCE.check(audience);
        applications =
                APPLICATIONS.check(applications.stream().map(SourceEntraSettings::lower).toList());
        role.ifPresent(ROLE::check);
        keys.ifPresent(KEYS::check);
        if (tenants.isEmpty()) {
            throw new IllegalArgumentException("needs at least one of tenants");
        }
        if (applications.isEmpty() && role.isEmpty()) {
            throw new IllegalArgumentException(
                    "needs applications or role, or every application of the tenants could send");
        }
        issuers(tenants, audience, applications, role, cloud, keys);
    }

    /** {@return what is accepted, one entry for each issuer} */
    public List<BearerSettings> issuers() {
        return issuers(tenants, audience, applications, role, cloud, keys);
    }

    static SourceEntraSettings from(Node node) {
        return node.make(() ->
                new SourceEntraSettings(
                        node.get(TENANTS),
                        node.get(AUDIENCE),
                        node.get(APPLICATIONS),
                        node.find(ROLE),
                        node.get(CLOUD),
                        node.find(KEYS)));
    }

    private static List<BearerSettings> issuers(
            List<String> tenants,
            String audience,
            List<String> applications,
            Optional<String> role,
            Cloud cloud,
            Optional<URI> keys) {
        return tenants.stream()
                .flatMap(tenant ->
                        EntraIssuers.of(
                                tenant,
                                audience,
                                cloud.authority(),
                                Set.copyOf(applications),
                                role,
                                keys)
                                .stream())
                .toList();
    }

    /** Entra ID writes GUIDs in lower case, and texts of tokens are compared exactly. */
    private static String lower(String guid) {
        return guid.toLowerCase(Locale.ROOT);
    }

    private static Kind<String> guid() {
        return Kinds.text("GUID", value -> value.matches(EntraIssuers.GUID));
    }
}
