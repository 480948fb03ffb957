package io.gridgate.handlers.client;

import com.azure.core.credential.TokenCredential;
import com.azure.identity.DefaultAzureCredentialBuilder;

/** Credentials for namespaces in Azure. */
public final class AzureCredentials {

    private AzureCredentials() {}

    /**
     * {@return the credential of this environment, as {@code DefaultAzureCredential} finds it:
     * environment variables, workload identity, managed identity, then the tools of a developer}
     * Nothing is asked of Azure before the first request; keep one per process, it caches tokens.
     */
    public static TokenCredential fromEnvironment() {
        return new DefaultAzureCredentialBuilder().build();
    }
}
