package io.gridgate.handlers.client;

import com.azure.core.http.HttpClient;
import com.azure.core.http.HttpPipeline;
import com.azure.core.http.HttpPipelineBuilder;
import com.azure.core.http.policy.AddDatePolicy;
import com.azure.core.http.policy.HttpPipelinePolicy;
import com.azure.core.http.policy.RequestIdPolicy;
import com.azure.core.http.policy.RetryOptions;
import com.azure.core.http.policy.RetryPolicy;
import com.azure.core.http.policy.UserAgentPolicy;

import org.jspecify.annotations.Nullable;

import java.util.Objects;

/**
 * What a request passes on its way out, in the order of Microsoft's clients: the request id is the
 * same for all attempts, date and credential are fresh for each.
 *
 * @param authorization puts the credential on
 * @param delays how often and after which delays a request is repeated
 * @param applicationId goes in front of the user agent, or null
 */
record PipelinePlan(
        HttpPipelinePolicy authorization, RetryOptions delays, @Nullable String applicationId) {

    HttpPipeline build(HttpClient transport, RetryRule rule) {
        return new HttpPipelineBuilder()
                .httpClient(transport)
                .policies(
                        new UserAgentPolicy(userAgent()),
                        new RequestIdPolicy(),
                        new RetryPolicy(withRule(rule)),
                        new AddDatePolicy(),
                        authorization)
                .build();
    }

    private RetryOptions withRule(RetryRule rule) {
        RetryOptions options =
                delays.getExponentialBackoffOptions() != null
                        ? new RetryOptions(delays.getExponentialBackoffOptions())
                        : new RetryOptions(delays.getFixedDelayOptions());
        return options.setShouldRetryCondition(rule);
    }

    private String userAgent() {
        String version =
                Objects.requireNonNullElse(
                        PipelinePlan.class.getPackage().getImplementationVersion(), "dev");
        String agent =
                "gridgate-handlers/%s (Java %d; %s)"
                        .formatted(
                                version,
                                Runtime.version().feature(),
                                System.getProperty("os.name"));
        return applicationId == null ? agent : applicationId + " " + agent;
    }
}
