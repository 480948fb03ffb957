package io.gridgate.app.settings;

import io.gridgate.auth.BearerSettings;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which tokens of Entra ID come with deliveries to a protected webhook.
 *
 * @param tenant the tenant that makes the tokens
 * @param audience the application that they are made for
 * @param cloud the cloud that Event Grid runs in
 * @param application the client id of Event Grid, if it is not that of the cloud
 * @param role the role that they must have
 * @param keys where the keys of the tenant are, if not where the cloud has them
 */
public record PushEntraSettings(
        String tenant,
        String audience,
        Cloud cloud,
        Optional<String> application,
        String role,
        Optional<URI> keys) {

    /** Where Event Grid runs. */
    public enum Cloud {
        /** Public Azure. */
        PUBLIC("4962773b-9cdb-44cf-a8bf-237846a00ab7", "login.microsoftonline.com"),
        /** Azure Government. */
        US_GOVERNMENT("54316b56-3481-47f9-8f30-0300f5542a7b", "login.microsoftonline.us");

        private final String eventGrid;
        private final String authority;

        Cloud(String eventGrid, String authority) {
            this.eventGrid = eventGrid;
            this.authority = authority;
        }

        String authority() {
            return authority;
        }
    }

    static final Key<String> TENANT =
            Key.required(
                    "tenant",
                    Kinds.text("GUID", value -> value.matches(EntraIssuers.GUID)),
                    "Tenant (`tid`).");
    static final Key<String> AUDIENCE =
            Key.required(
                    "audience",
                    Kinds.text(
                            "up to 500 visible characters", value -> value.matches("[!-~]{1,500}")),
                    "`aud` of the tokens: the application id or its URI, as the event subscription"
                            + " names it.");
    static final Key<Cloud> CLOUD =
            Key.of(
                    "cloud",
                    Kinds.choice(Cloud.class),
                    Cloud.PUBLIC,
                    "Cloud that Event Grid runs in; decides its client id and where keys are.");
    static final Key<String> APPLICATION =
            Key.optional(
                    "application",
                    Kinds.text("GUID", value -> value.matches(EntraIssuers.GUID)),
                    "Client id of Event Grid (`appid` or `azp`), instead of that of the cloud.");
    static final Key<String> ROLE =
            Key.of(
                    "role",
                    Kinds.text(
                            "up to 120 visible characters", value -> value.matches("[!-~]{1,120}")),
                    "AzureEventGridSecureWebhookSubscriber",
                    "Application role that the tokens must have.");
    static final Key<URI> KEYS =
            Key.optional(
                    "keys",
                    Kinds.targetUrl(),
                    "JSON web key set of the tenant, instead of that of the cloud. https, or http on"
                            + " this machine.");

    static final Section SECTION =
            Section.of(
                    "Tokens of Entra ID that Event Grid brings to a protected webhook, in the"
                            + " handshake and with every delivery.",
                    TENANT,
                    AUDIENCE,
                    CLOUD,
                    APPLICATION,
                    ROLE,
                    KEYS);

    /** Checks the bounds. */
    public PushEntraSettings {
        TENANT.check(tenant);
        AUDIENCE.check(audience);
        application.ifPresent(APPLICATION::check);
        ROLE.check(role);
        keys.ifPresent(KEYS::check);
        bearers(tenant, audience, cloud, application, role, keys);
    }

    static PushEntraSettings from(Node node) {
        return node.make(() ->
                new PushEntraSettings(
                        node.get(TENANT),
                        node.get(AUDIENCE),
                        node.get(CLOUD),
                        node.find(APPLICATION),
                        node.get(ROLE),
                        node.find(KEYS)));
    }

    /** {@return what is accepted: tokens of version 1 and of version 2} */
    public List<BearerSettings> bearers() {
        return bearers(tenant, audience, cloud, application, role, keys);
    }

    private static List<BearerSettings> bearers(
            String tenant,
            String audience,
            Cloud cloud,
            Optional<String> application,
            String role,
            Optional<URI> keys) {
        return EntraIssuers.of(
                tenant,
                audience,
                cloud.authority,
                Set.of(application.orElse(cloud.eventGrid)),
                Optional.of(role),
                keys);
    }
}
