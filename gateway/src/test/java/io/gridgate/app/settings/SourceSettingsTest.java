package io.gridgate.app.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.gridgate.auth.SignatureCredential;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

final class SourceSettingsTest {

    private static final String SECRET = "secrets: [0123456789abcdef-]";

    @TempDir private Path folder;

    @Test
    void readsSecretsWithTheirTime() throws IOException {
        SourceSettings source =
                load(
                        "scheme: slack, timestamp-tolerance: PT1M, secrets: [{secret:"
                                + " 0123456789abcdef-, name: old, not-after: '2026-12-01T00:00:00Z'},"
                                + " fedcba9876543210-]");

        assertThat(source.access().timestampTolerance()).isEqualTo(Duration.ofMinutes(1));
        SignatureCredential credential =
                (SignatureCredential)
                        source.access().credential(source.scheme(), InstantSource.system());
        assertThat(credential.uses().getFirst().name()).isEqualTo("old");
        assertThat(credential.uses().getFirst().notAfter())
                .contains(Instant.parse("2026-12-01T00:00:00Z"));
        assertThat(credential.uses().getLast().name()).isEqualTo("2");
        assertThat(credential.uses().getLast().notAfter()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "scheme: webhook, keys: [0123456789abcdef-], mapping: {source: /s, type: t}",
                "scheme: webhook, keys: ['user:0123456789abcdef'], key-place: basic,"
                        + " mapping: {source: /s, type: t}",
                "scheme: gitlab, keys: [0123456789abcdef-]",
                "scheme: twilio, public-url: 'https://hooks.example', " + SECRET,
                "scheme: standard-webhooks, secrets: [whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw],"
                        + " mapping: {source: /s}",
                "scheme: cloudevents, hmac: {signed: '{timestamp}.{body}',"
                        + " timestamp-header: x-time}, "
                        + SECRET
            })
    void takesWhatEachSchemeNeeds(String source) throws IOException {
        assertThat(load(source).topic()).isEqualTo("orders");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "scheme: stripe, keys: [0123456789abcdef-] | : scheme stripe needs secrets, and has no keys",
                "scheme: aws-s3, " + SECRET + " | : scheme aws-s3 needs keys, and has no secrets",
                "scheme: twilio, " + SECRET + " | : scheme twilio needs public-url",
                "scheme: webhook, " + SECRET + " | : scheme webhook needs mapping.source and .type",
                "scheme: slack, mapping: {source: /s}, "
                        + SECRET
                        + " | : mapping: scheme slack has its own",
                "scheme: couchdb, keys: [0123456789abcdef-] | : scheme couchdb needs mapping.source",
                "scheme: couchdb, mapping: {source: /s, id: '{/id}'}, keys: [0123456789abcdef-]"
                        + " | uses source and nothing else",
                "scheme: standard-webhooks, secrets: [whsec_MDEyMzQ1Njc4OWFiYw==]"
                        + " | a Standard Webhooks secret has 24 to 64 bytes",
                "scheme: standard-webhooks, " + SECRET + " | must be whsec_ or whpk_ and base64",
                "scheme: cloudevents, key-place: basic, keys: [0123456789abcdef-] | needs keys user:password",
                "scheme: cloudevents, hmac: {timestamp-header: x-time}, "
                        + SECRET
                        + " | go together",
                "scheme: cloudevents, hmac: {signed: '{timestamp}{body}'}, "
                        + SECRET
                        + " | go together",
                "scheme: cloudevents, hmac: {signed: '{timestamp}'}, " + SECRET + " | {body} once",
                "scheme: slack, timestamp-tolerance: PT9S, " + SECRET + " | PT10S to PT1H",
                "scheme: slack, timestamp-tolerance: PT1H1S, " + SECRET + " | PT10S to PT1H",
                "scheme: slack, secrets: [{secret: 0123456789abcdef-, until: x}] | unknown key 'until'",
                "scheme: slack, secrets: [{secret: 0123456789abcdef-, not-after: soon}] | not-after: a time",
                "scheme: slack, secrets: [{secret: short}] | secret of at least 16 bytes",
                "scheme: slack, secrets: [{name: n}] | not text",
                "scheme: slack, entra: {tenants: [8d2a5a3c-0000-0000-0000-000000000001], audience: a,"
                        + " role: r}, "
                        + SECRET
                        + " | : entra goes with scheme cloudevents or webhook, without keys and"
                        + " secrets",
                "scheme: cloudevents, entra: {tenants: [8d2a5a3c-0000-0000-0000-000000000001],"
                        + " audience: a} | entra: needs applications or role, or every application",
                "scheme: cloudevents, entra: {tenants: [], audience: a, role: r} | at least one",
                "scheme: cloudevents, entra: {tenants: [contoso], audience: a, role: r} | GUID",
                "scheme: cloudevents, entra: {tenants: [8d2a5a3c-0000-0000-0000-000000000001],"
                        + " audience: a, role: r, keys: 'http://example.com/keys'} | http: on loopback",
                "types: [], scheme: slack, "
                        + SECRET
                        + " | : may publish nothing without types; add the types of its events, for"
                        + " example types: [com.slack.*]",
                "types: [], scheme: cloudevents, "
                        + SECRET
                        + " | types: [com.contoso.order.*], and their `source`, for example"
                        + " event-sources: [/shop]",
                "types: [t], scheme: cloudevents, "
                        + SECRET
                        + " | : may publish nothing without event-sources; add the `source` of its"
                        + " events, for example event-sources: [/shop]",
                "types: ['com.*.order'], scheme: slack, "
                        + SECRET
                        + " | types: '[\"com.*.order\"]' is not allowed; allowed: list of at most 100",
                "types: ['com.contoso*'], scheme: slack, " + SECRET + " | types: ",
                "types: [t], event-sources: ['/shop*'], scheme: slack, "
                        + SECRET
                        + " | event-sources: "
            })
    void saysWhatIsMissingOrTooMuch(String source, String message) {
        assertThatThrownBy(() -> load(source))
                .isInstanceOf(SettingsException.class)
                .hasMessageContaining("gateway.partners.acme.sources.in")
                .hasMessageContaining(message)
                .message()
                .doesNotContain("0123456789abcdef", "MDEyMzQ1");
    }

    private SourceSettings load(String source) throws IOException {
        Path file =
                Files.writeString(
                        folder.resolve("site.yaml"),
                        "gateway: {upstream: {endpoint: 'https://ns.example', key: x}, partners:"
                                + " {acme: {sources: {in: {topic: orders, "
                                + (source.contains("types:")
                                        ? ""
                                        : "types: [t], event-sources: [/s], ")
                                + source
                                + "}}}}}");
        return SettingsFile.load(file, _ -> null)
                .gateway()
                .orElseThrow()
                .partners()
                .get("acme")
                .sources()
                .get("in");
    }
}
