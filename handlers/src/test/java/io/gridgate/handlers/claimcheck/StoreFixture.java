package io.gridgate.handlers.claimcheck;

import io.gridgate.handlers.testing.Answer;
import io.gridgate.handlers.testing.LocalTls;
import io.gridgate.handlers.testing.ScriptedServer;

import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;

/** A store on HTTPS that answers as told, and a client that trusts it. */
record StoreFixture(ScriptedServer server, StoreHttp http) implements AutoCloseable {

    static StoreFixture answering(Path folder, Duration timeout, Answer... answers)
            throws Exception {
        LocalTls tls = LocalTls.in(folder);
        HttpClient client =
                HttpClient.newBuilder()
                        .version(HttpClient.Version.HTTP_1_1)
                        .sslContext(tls.trusting())
                        .build();
        return new StoreFixture(
                ScriptedServer.https(tls.context(), answers), new StoreHttp(client, timeout));
    }

    static StoreFixture answering(Path folder, Answer... answers) throws Exception {
        return answering(folder, Duration.ofSeconds(20), answers);
    }

    URI at(String path) {
        return URI.create(server.uri() + path);
    }

    @Override
    public void close() {
        http.close();
        server.close();
    }
}
