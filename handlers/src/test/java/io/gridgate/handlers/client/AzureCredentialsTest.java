package io.gridgate.handlers.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.azure.core.http.HttpClient;

import org.junit.jupiter.api.Test;

class AzureCredentialsTest {

    @Test
    void findsTheJdkTransportForItsOwnRequestsAndAsksNothingYet() {
        assertThat(AzureCredentials.fromEnvironment()).isNotNull();
        assertThat(HttpClient.createDefault().getClass().getName()).contains(".jdk.httpclient.");
    }
}
