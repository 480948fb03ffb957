package io.gridgate.handlers.client;

import com.azure.core.credential.KeyCredential;
import com.azure.core.credential.TokenCredential;
import com.azure.core.http.HttpHeaderName;
import com.azure.core.http.HttpPipelineCallContext;
import com.azure.core.http.policy.BearerTokenAuthenticationPolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.HttpPipelineSyncPolicy;
import com.azure.core.http.policy.KeyCredentialPolicy;

import java.net.URI;

/** The policies that put the credential on each attempt. */
final class Authorization {

    private static final String SCOPE = "https://eventgrid.azure.net/.default";
    private static final String KEY_PREFIX = "SharedAccessKey";

    private Authorization() {}

    static HttpPipelinePolicy byToken(TokenCredential token) {
        return new BearerTokenAuthenticationPolicy(token, SCOPE);
    }

    /** Over http azure-core's policy always refuses; {@link Endpoints} has let loopback through. */
    static HttpPipelinePolicy byKey(KeyCredential key, URI endpoint) {
        return Endpoints.isHttps(endpoint)
                ? new KeyCredentialPolicy("Authorization", key, KEY_PREFIX)
                : new LoopbackKeyPolicy(key);
    }

    private static final class LoopbackKeyPolicy extends HttpPipelineSyncPolicy {
        private final KeyCredential key;

        LoopbackKeyPolicy(KeyCredential key) {
            this.key = key;
        }

        @Override
        protected void beforeSendingRequest(HttpPipelineCallContext context) {
            if (!Endpoints.isLoopback(context.getHttpRequest().getUrl().getHost())) {
                throw new IllegalStateException("a key leaves over http to this machine only");
            }
            context.getHttpRequest()
                    .setHeader(HttpHeaderName.AUTHORIZATION, KEY_PREFIX + " " + key.getKey());
        }
    }
}
