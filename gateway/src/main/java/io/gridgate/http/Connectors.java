package io.gridgate.http;

import org.eclipse.jetty.http.HttpException;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

import java.security.GeneralSecurityException;

import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes the listeners: one acceptor and one selector each, the work is done on virtual threads. */
final class Connectors {

    private static final int ACCEPT_QUEUE = 512;

    private Connectors() {}

    static void configure(HttpConfiguration http, HttpLimits limits) {
        http.setSendServerVersion(false);
        http.setSendDateHeader(true);
        http.setRequestHeaderSize(limits.headerBytesMax());
        http.setOutputBufferSize(64 * 1024);
        http.addCustomizer((request, responseHeaders) -> {
            if (request.getHeaders().size() > limits.headersMax()) {
                throw new HttpException.RuntimeException(431, "too many headers");
            }
            return request;
        });
    }

    static ServerConnector http(
            Server server, HttpConfiguration http, HttpLimits limits, String host, int port) {
        return listen(
                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http)),
                limits,
                host,
                port);
    }

    static ServerConnector https(
            Server server,
            HttpConfiguration http,
            HttpLimits limits,
            String host,
            int port,
            TlsMaterial tls) {
        SslContextFactory.Server context = new SslContextFactory.Server();
        context.setSslContext(sslContext(tls));
        context.setIncludeProtocols("TLSv1.3", "TLSv1.2");
        HttpConfiguration secure = new HttpConfiguration(http);
        // Callers reach a local server under many names; the certificate decides, not the name.
        secure.addCustomizer(new SecureRequestCustomizer(false));
        return listen(
                new ServerConnector(
                        server,
                        1,
                        1,
                        new SslConnectionFactory(context, "http/1.1"),
                        new HttpConnectionFactory(secure)),
                limits,
                host,
                port);
    }

    private static ServerConnector listen(
            ServerConnector connector, HttpLimits limits, String host, int port) {
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(limits.idleTimeout().toMillis());
        connector.setAcceptQueueSize(ACCEPT_QUEUE);
        return connector;
    }

    private static SSLContext sslContext(TlsMaterial tls) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            // No client certificates are asked for: null would load the CAs of the world at start.
            context.init(new KeyManager[] {new OwnKeyManager(tls)}, new TrustManager[0], null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("cannot use the TLS key", e);
        }
    }
}
