package io.gridgate.app.settings;

import io.gridgate.auth.ApiKeyCredential;
import io.gridgate.auth.Credential;
import io.gridgate.auth.HashedKey;
import io.gridgate.auth.KeyPlace;
import io.gridgate.auth.LiveSecret;
import io.gridgate.auth.SecretUse;
import io.gridgate.auth.SignatureCredential;
import io.gridgate.auth.Signing;
import io.gridgate.auth.TokenCredential;
import io.gridgate.auth.webhook.StandardWebhooksSigning;
import io.gridgate.auth.webhook.StripeSigning;
import io.gridgate.auth.webhook.TemplatedSigning;
import io.gridgate.auth.webhook.TwilioSigning;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * What the requests to a source must prove.
 *
 * @param keys keys that are sent as they are
 * @param keyPlace where such a key stands
 * @param secrets secrets that requests are signed with
 * @param hmac how requests are signed, for schemes that do not say it themselves
 * @param timestampTolerance how far a signed time may be from now
 * @param publicUrl where the sender reaches this gateway, for senders who sign the URL
 * @param entra the tokens that a sender presents in place of keys
 */
public record SourceAccess(
        List<LiveSecret> keys,
        SourceKeyPlace keyPlace,
        List<LiveSecret> secrets,
        HmacSettings hmac,
        Duration timestampTolerance,
        Optional<URI> publicUrl,
        Optional<SourceEntraSettings> entra) {

    /** Where a key stands. */
    public enum SourceKeyPlace {
        /** {@code Authorization: Bearer}, {@code Authorization: ApiKey} or {@code x-api-key}. */
        API_KEY,
        /** {@code Authorization: Basic}, the key being {@code user:password}. */
        BASIC
    }

    private static final String LIVE =
            " One may also be a section `{secret: …, name: …, not-before: …, not-after: …}`.";

    static final Key<List<LiveSecret>> KEYS =
            Key.of(
                    "keys",
                    Kinds.listOf(Kinds.liveSecret(Access.SECRET_BYTES_MIN), Credential.SECRETS_MAX),
                    List.of(),
                    "Keys of which the sender presents one. All are live: add the new one, let"
                            + " the sender change over, drop the old one."
                            + LIVE);
    static final Key<SourceKeyPlace> KEY_PLACE =
            Key.of(
                    "key-place",
                    Kinds.choice(SourceKeyPlace.class),
                    SourceKeyPlace.API_KEY,
                    "Where a key stands: `Authorization: Bearer`, `Authorization: ApiKey` or"
                            + " `x-api-key`; or `Authorization: Basic` with keys `user:password`."
                            + " `gitlab` has its own place.");
    static final Key<List<LiveSecret>> SECRETS =
            Key.of(
                    "secrets",
                    Kinds.listOf(Kinds.liveSecret(Access.SECRET_BYTES_MIN), Credential.SECRETS_MAX),
                    List.of(),
                    "Secrets with one of which the sender signs. All are live, as with keys."
                            + LIVE);
    static final Key<Duration> TIMESTAMP_TOLERANCE =
            Key.of(
                    "timestamp-tolerance",
                    Kinds.duration(Duration.ofSeconds(10), Duration.ofHours(1)),
                    Duration.ofMinutes(5),
                    "How far the time in a signature may be from now, where the sender signs one.");
    static final Key<URI> PUBLIC_URL =
            Key.optional(
                    "public-url",
                    Kinds.origin(),
                    "Where the sender reaches this gateway; needed by `twilio`, which signs the"
                            + " URL.");

    /** Checks the bounds. */
    public SourceAccess {
        keys = KEYS.check(List.copyOf(keys));
        secrets = SECRETS.check(List.copyOf(secrets));
        TIMESTAMP_TOLERANCE.check(timestampTolerance);
        if (keyPlace == SourceKeyPlace.BASIC
                && !keys.stream().allMatch(key -> key.secret().reveal().contains(":"))) {
            throw new IllegalArgumentException("key-place: basic needs keys user:password");
        }
    }

    /**
     * {@return access with keys in their usual places}
     *
     * @param keys the live keys
     */
    public static SourceAccess keys(List<LiveSecret> keys) {
        return of(keys, List.of(), HmacSettings.DEFAULT);
    }

    /**
     * {@return access with signatures}
     *
     * @param secrets the live secrets
     * @param hmac how requests are signed, for schemes that do not say it themselves
     */
    public static SourceAccess signed(List<LiveSecret> secrets, HmacSettings hmac) {
        return of(List.of(), secrets, hmac);
    }

    private static SourceAccess of(
            List<LiveSecret> keys, List<LiveSecret> secrets, HmacSettings hmac) {
        return new SourceAccess(
                keys,
                KEY_PLACE.defaultValue(),
                secrets,
                hmac,
                TIMESTAMP_TOLERANCE.defaultValue(),
                Optional.empty(),
                Optional.empty());
    }

    /** Checks that there is what the scheme needs, and that every secret can be one. */
    void check(SourceScheme scheme) {
        boolean both = !keys.isEmpty() && !secrets.isEmpty();
        boolean fits =
                secrets.isEmpty() ? scheme.takesKeys() : scheme.takesSecrets() && keys.isEmpty();
        if (both || !fits) {
            throw new IllegalArgumentException(
                    "scheme " + Kinds.show(scheme) + " needs " + scheme.needs());
        }
        if (entra.isPresent() && (!keys.isEmpty() || !secrets.isEmpty() || !scheme.takesTokens())) {
            throw new IllegalArgumentException(
                    "entra goes with scheme cloudevents or webhook, without keys and secrets");
        }
        if (scheme == SourceScheme.TWILIO && publicUrl.isEmpty()) {
            throw new IllegalArgumentException("scheme twilio needs public-url");
        }
        credential(scheme, InstantSource.system());
    }

    /**
     * {@return what the requests must present}
     *
     * @param scheme what the requests are
     * @param clock the time
     */
    public Credential credential(SourceScheme scheme, InstantSource clock) {
        return credential(scheme, List.of(), List.of(), clock);
    }

    /**
     * {@return what the requests must present}
     *
     * @param scheme what the requests are
     * @param issued keys that operators made; used where requests are not signed
     * @param earlier the secrets of the credential that this one comes after
     * @param clock the time
     */
    public Credential credential(
            SourceScheme scheme,
            List<HashedKey> issued,
            List<SecretUse> earlier,
            InstantSource clock) {
        if (entra.isPresent()) {
            return new TokenCredential(entra.get().issuers(), clock);
        }
        return secrets.isEmpty()
                ? new ApiKeyCredential(place(scheme), keys, issued, earlier, clock)
                : new SignatureCredential(
                        signing(scheme), secrets, timestampTolerance, earlier, clock);
    }

    private KeyPlace place(SourceScheme scheme) {
        if (scheme == SourceScheme.GITLAB) {
            return KeyPlace.GITLAB_TOKEN;
        }
        return switch (keyPlace) {
            case API_KEY -> KeyPlace.API_KEY;
            case BASIC -> KeyPlace.BASIC;
        };
    }

    private Signing signing(SourceScheme scheme) {
        return switch (scheme) {
            case CLOUDEVENTS, WEBHOOK -> hmac.signing();
            case STANDARD_WEBHOOKS, GITLAB -> new StandardWebhooksSigning();
            case GITHUB -> TemplatedSigning.gitHub();
            case SHOPIFY -> TemplatedSigning.shopify();
            case SLACK -> TemplatedSigning.slack();
            case STRIPE -> new StripeSigning();
            case TWILIO -> new TwilioSigning(publicUrl.orElseThrow());
            case AWS_SNS, AWS_S3, COUCHDB ->
                    throw new IllegalArgumentException("scheme is not signed: " + scheme);
        };
    }

    static SourceAccess from(Node node) {
        return new SourceAccess(
                node.get(KEYS),
                node.get(KEY_PLACE),
                node.get(SECRETS),
                HmacSettings.from(node.child("hmac", HmacSettings.SECTION)),
                node.get(TIMESTAMP_TOLERANCE),
                node.find(PUBLIC_URL),
                node.has("entra")
                        ? Optional.of(
                                SourceEntraSettings.from(
                                        node.child("entra", SourceEntraSettings.SECTION)))
                        : Optional.empty());
    }
}
