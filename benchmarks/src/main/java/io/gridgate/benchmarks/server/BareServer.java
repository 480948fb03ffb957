package io.gridgate.benchmarks.server;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;

import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.ServerConnector;

import java.nio.charset.StandardCharsets;

/**
 * What every figure is compared with: the product's web server, set up as the product sets it up,
 * with one handler that reads the body and answers 200 {@code {}}. Prints one line of JSON once it
 * serves; ends with its process.
 */
public final class BareServer {

    private static final byte[] ANSWER = "{}".getBytes(StandardCharsets.US_ASCII);

    /** Its connections wait while the product is measured and prepared. */
    private static final long IDLE_MILLIS_MAX = 600_000;

    private BareServer() {}

    /**
     * Starts on a free port of this machine.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        Javalin javalin =
                Javalin.create(config -> {
                    config.concurrency.useVirtualThreads = true;
                    config.startup.showJavalinBanner = false;
                    config.startup.showOldJavalinVersionWarning = false;
                    config.startup.startupWatcherEnabled = false;
                    config.http.compressionStrategy = CompressionStrategy.NONE;
                    config.jetty.modifyHttpConfiguration(http -> {
                        http.setSendServerVersion(false);
                        http.setSendDateHeader(true);
                        http.setOutputBufferSize(64 * 1024);
                    });
                    config.jetty.addConnector((server, http) -> {
                        ServerConnector connector =
                                new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
                        connector.setHost("127.0.0.1");
                        connector.setPort(0);
                        connector.setIdleTimeout(IDLE_MILLIS_MAX);
                        return connector;
                    });
                    config.routes.post(
                            "/",
                            context -> {
                                var body = context.req().getInputStream();
                                byte[] bytes = new byte[context.req().getContentLength()];
                                if (body.readNBytes(bytes, 0, bytes.length) != bytes.length) {
                                    throw new IllegalStateException("the body ended too early");
                                }
                                context.res().setContentType("application/json");
                                context.res().setContentLength(ANSWER.length);
                                context.res().getOutputStream().write(ANSWER);
                            });
                });
        javalin.start();
        System.out.println("{\"httpUrl\":\"http://127.0.0.1:" + javalin.port() + "\"}");
    }
}
