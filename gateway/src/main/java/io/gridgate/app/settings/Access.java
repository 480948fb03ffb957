package io.gridgate.app.settings;

import io.gridgate.accept.SourceId;
import io.gridgate.auth.Secret;

import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where an Event Grid namespace is and how to get in. Azure and Gridgate's own namespace differ in
 * these values only.
 *
 * @param endpoint the https URL of the namespace
 * @param identity how to authenticate
 * @param key the access key, for {@link Identity#KEY}
 * @param trustedCertificates PEM file with the certificate authorities to trust instead of the
 *     JDK's
 */
public record Access(
        URI endpoint, Identity identity, Optional<Secret> key, Optional<Path> trustedCertificates) {

    static final int SECRET_BYTES_MIN = 16;

    /** How to authenticate to a namespace. */
    public enum Identity {
        /** With an access key of the namespace. */
        KEY,
        /** With a token of Entra ID, found by azure-identity's DefaultAzureCredential. */
        AZURE
    }

    static final Key<URI> ENDPOINT =
            Key.required(
                    "endpoint",
                    Kinds.httpsUrl(),
                    "Namespace, for example `https://NAME.REGION-1.eventgrid.azure.net`.");
    static final Key<Identity> IDENTITY =
            Key.of(
                    "identity",
                    Kinds.choice(Identity.class),
                    Identity.KEY,
                    "How to authenticate: with `key`, or with the Azure identity of the process"
                            + " (managed identity, workload identity, environment, CLI).");
    static final Key<Secret> KEY =
            Key.optional(
                    "key", Kinds.secret(1), "Access key of the namespace, for `identity: key`.");
    static final Key<Path> TRUSTED_CERTIFICATES =
            Key.optional(
                    "trusted-certificates",
                    Kinds.path(),
                    "PEM file with the certificate authorities to trust instead of those of the JDK.");

    /** Checks that a key is there exactly when it is needed. */
    public Access {
        ENDPOINT.check(endpoint);
        if (identity == Identity.KEY && key.isEmpty()) {
            throw new IllegalArgumentException("needs a key, or identity: azure");
        }
        if (identity == Identity.AZURE && key.isPresent()) {
            throw new IllegalArgumentException("has a key, which identity: azure does not use");
        }
    }

    /**
     * {@return access by key}
     *
     * @param endpoint the https URL of the namespace
     * @param key an access key
     * @param trustedCertificates PEM file with the certificate authorities to trust instead of the
     *     JDK's
     */
    public static Access withKey(URI endpoint, Secret key, Optional<Path> trustedCertificates) {
        return new Access(endpoint, Identity.KEY, Optional.of(key), trustedCertificates);
    }

    static Access from(Node node) {
        return new Access(
                node.get(ENDPOINT),
                node.get(IDENTITY),
                node.find(KEY),
                node.find(TRUSTED_CERTIFICATES));
    }

    static Kind<String> topicName() {
        return Kinds.text(
                "3 to 50 letters, digits or hyphens", value -> value.matches("[a-zA-Z0-9-]{3,50}"));
    }

    static void checkName(String what, String name) {
        if (!SourceId.allows(name)) {
            throw new IllegalArgumentException(
                    what + " name '" + name + "' must be " + SourceId.rule());
        }
    }
}
