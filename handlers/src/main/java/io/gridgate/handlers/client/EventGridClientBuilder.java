package io.gridgate.handlers.client;

import com.azure.core.credential.KeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.policy.ExponentialBackoffOptions;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RetryOptions;

import org.jspecify.annotations.Nullable;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the builders of sender and receiver have in common. Not for use by several threads.
 *
 * @param <B> the builder itself
 */
public abstract sealed class EventGridClientBuilder<B extends EventGridClientBuilder<B>>
        permits EventGridSenderBuilder, EventGridReceiverBuilder {

    private @Nullable URI endpoint;
    private @Nullable String topicName;
    private @Nullable KeyCredential key;
    private @Nullable TokenCredential token;
    private @Nullable Path trustedCertificates;
    private @Nullable String applicationId;
    private boolean insecureLoopback;
    private Duration requestTimeout = Duration.ofSeconds(60);
    private int answerBytesMax = 128 * 1024 * 1024;
    private RetryOptions retryOptions = new RetryOptions(new ExponentialBackoffOptions());

    EventGridClientBuilder() {}

    abstract B self();

    /**
     * Sets where the namespace is, such as {@code
     * https://contoso.westeurope-1.eventgrid.azure.net}.
     *
     * @param uri absolute, {@code https} (for {@code http} see {@link #allowInsecureLoopback()})
     * @return this builder
     */
    public B endpoint(URI uri) {
        this.endpoint = uri;
        return self();
    }

    /**
     * Sets where the namespace is.
     *
     * @param uri as for {@link #endpoint(URI)}
     * @return this builder
     */
    public B endpoint(String uri) {
        return endpoint(URI.create(uri));
    }

    /**
     * Sets the namespace topic.
     *
     * @param name the topic's name
     * @return this builder
     */
    public B topicName(String name) {
        this.topicName = name;
        return self();
    }

    /**
     * Uses an access key of the namespace. {@link KeyCredential#update} rotates it while in use.
     *
     * @param credential the key
     * @return this builder
     */
    public B credential(KeyCredential credential) {
        this.key = credential;
        this.token = null;
        return self();
    }

    /**
     * Uses Entra tokens for {@code https://eventgrid.azure.net}; see {@link AzureCredentials}.
     *
     * @param credential the source of tokens
     * @return this builder
     */
    public B credential(TokenCredential credential) {
        this.token = credential;
        this.key = null;
        return self();
    }

    /**
     * Trusts only the certificate authorities in a file, in place of the ones of the JVM.
     *
     * @param pem certificates in PEM, one or more; read when the client is built
     * @return this builder
     */
    public B trustedCertificates(Path pem) {
        this.trustedCertificates = pem;
        return self();
    }

    /**
     * Sets how often and after which delays a request is repeated; by default three times, after
     * 0.8 s and more. Which failures are repeated is the client's own choice. A {@code Retry-After}
     * of up to 30 s is waited for; a longer one ends the call, for the caller to act on.
     *
     * @param options the delays; a retry condition in it is not used
     * @return this builder
     */
    public B retryOptions(RetryOptions options) {
        this.retryOptions = options;
        return self();
    }

    /**
     * Sets how long one attempt may take; 60 s by default. A receive gets its wait time on top, and
     * its answer must begin at most 10 s after that.
     *
     * @param timeout more than zero
     * @return this builder
     */
    public B requestTimeout(Duration timeout) {
        if (!timeout.isPositive()) {
            throw new IllegalArgumentException("request timeout must be more than zero");
        }
        this.requestTimeout = timeout;
        return self();
    }

    /**
     * Bounds the answer that is read into memory; 128 MiB by default, which holds 100 events of 1
     * MB. A larger answer fails the call with code {@code AnswerTooLarge}.
     *
     * @param bytes at least 1,024
     * @return this builder
     */
    public B answerBytesMax(int bytes) {
        if (bytes < 1024) {
            throw new IllegalArgumentException("answer limit must be at least 1024 bytes");
        }
        this.answerBytesMax = bytes;
        return self();
    }

    /**
     * Names the application in {@code User-Agent}.
     *
     * @param id a short name without spaces
     * @return this builder
     */
    public B applicationId(String id) {
        this.applicationId = id;
        return self();
    }

    /**
     * Allows an {@code http} endpoint with a key if its host is {@code localhost}, {@code
     * 127.x.x.x} or {@code [::1]}: for a namespace on the same machine. Elsewhere a key never
     * leaves in clear.
     *
     * @return this builder
     */
    public B allowInsecureLoopback() {
        this.insecureLoopback = true;
        return self();
    }

    /** Checks the settings and opens what they describe; no request is made. */
    final NamespaceConnection connect() {
        URI uri = required(endpoint, "endpoint");
        Endpoints.check(uri, insecureLoopback && key != null);
        HttpPipelinePolicy authorization = authorization(uri);
        return new NamespaceConnection(
                uri,
                JdkTransport.open(trustedCertificates, answerBytesMax),
                new PipelinePlan(authorization, retryOptions, applicationId),
                requestTimeout);
    }

    private HttpPipelinePolicy authorization(URI uri) {
        if (key != null) {
            return Authorization.byKey(key, uri);
        }
        if (token != null) {
            return Authorization.byToken(token);
        }
        throw new IllegalArgumentException("a credential is required: a key or a token source");
    }

    final String topicPath() {
        return "/topics/" + Endpoints.segment("topic", required(topicName, "topicName"));
    }

    static <T> T required(@Nullable T value, String name) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is required");
        }
        return value;
    }
}
