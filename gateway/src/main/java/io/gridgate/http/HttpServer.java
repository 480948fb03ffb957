package io.gridgate.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import io.javalin.util.JavalinException;

import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.jspecify.annotations.Nullable;

import java.net.BindException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The HTTP server of one process: one HTTP listener, optionally one HTTPS listener, and the routes
 * of every role that runs in it. Each request runs on a virtual thread of its own.
 *
 * <p>Started by {@link Builder#start}; {@link #close} drains what runs and may be called once from
 * any thread.
 */
public final class HttpServer implements AutoCloseable {

    private final Javalin javalin;
    private final List<ServerConnector> connectors;
    private final List<Routes> roles;
    private final GracefulHandler graceful = new GracefulHandler();
    private final Duration shutdownDelay;
    private volatile boolean ready = true;

    private HttpServer(Builder builder) {
        this.roles = List.copyOf(builder.roles);
        this.shutdownDelay = builder.shutdownDelay;
        this.connectors = new ArrayList<>();
        this.javalin = Javalin.create(config -> configure(config, builder));
    }

    /** {@return a builder with the defaults: loopback, a free HTTP port, no HTTPS} */
    public static Builder builder() {
        return new Builder();
    }

    /** {@return the port on which HTTP is served} */
    public int httpPort() {
        return connectors.getFirst().getLocalPort();
    }

    /** {@return the port on which HTTPS is served, or -1 where it is not} */
    public int httpsPort() {
        return connectors.size() > 1 ? connectors.get(1).getLocalPort() : -1;
    }

    /** {@return how many requests are being served right now} */
    public long requestsRunning() {
        return graceful.getCurrentRequestCount();
    }

    /**
     * Stops: not ready any more; after the shutdown delay, in which it serves as before, long polls
     * return, running requests end, listeners close. An interrupt ends the delay.
     */
    @Override
    public void close() {
        ready = false;
        try {
            Thread.sleep(shutdownDelay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        roles.forEach(Routes::stopping);
        javalin.stop();
    }

    private void configure(JavalinConfig config, Builder builder) {
        HttpLimits limits = builder.limits;
        Failures failures = new Failures(roles);
        config.concurrency.useVirtualThreads = true;
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.http.prefer405over404 = true;
        config.jetty.modifyServer(server -> prepare(server, limits, failures));
        config.jetty.modifyHttpConfiguration(http -> Connectors.configure(http, limits));
        config.jetty.addConnector((server, http) ->
                keep(Connectors.http(server, http, limits, builder.host, builder.httpPort)));
        TlsMaterial tls = builder.tls;
        if (tls != null) {
            config.jetty.addConnector((server, http) ->
                    keep(
                            Connectors.https(
                                    server, http, limits, builder.host, builder.httpsPort, tls)));
        }
        config.router.javaLangErrorHandler(failures::broken);
        roles.forEach(role -> role.register(config.routes));
        HealthRoutes.register(config.routes, () -> ready && builder.readyWhen.getAsBoolean());
        OpenApiRoutes.register(config.routes, roles);
        failures.register(config.routes);
    }

    private void prepare(Server server, HttpLimits limits, Failures failures) {
        server.insertHandler(graceful);
        server.setStopTimeout(limits.stopTimeout().toMillis());
        server.setErrorHandler(new ServerErrors(failures));
        server.addBean(new NetworkConnectionLimit(limits.connectionsMax(), server));
        server.addBean(new HeadDeadline(server, limits.headPeriod()));
    }

    private ServerConnector keep(ServerConnector connector) {
        connectors.add(connector);
        return connector;
    }

    /** Collects what a server consists of. Not safe for use by several threads. */
    public static final class Builder {

        private String host = "127.0.0.1";
        private int httpPort;
        private int httpsPort;
        private @Nullable TlsMaterial tls;
        private HttpLimits limits = HttpLimits.DEFAULT;
        private Duration shutdownDelay = Duration.ZERO;
        private BooleanSupplier readyWhen = () -> true;
        private final List<Routes> roles = new ArrayList<>();

        private Builder() {}

        /**
         * Sets the address to listen on; the default is loopback, so that nothing is open by
         * accident.
         *
         * @param host a host name or address
         * @return this builder
         */
        public Builder host(String host) {
            this.host = host;
            return this;
        }

        /**
         * Sets the HTTP port.
         *
         * @param port 0 to 65535; 0, the default, takes a free port
         * @return this builder
         */
        public Builder httpPort(int port) {
            this.httpPort = port;
            return this;
        }

        /**
         * Adds an HTTPS listener.
         *
         * @param port 0 to 65535; 0 takes a free port
         * @param tls key and certificate
         * @return this builder
         */
        public Builder https(int port, TlsMaterial tls) {
            this.httpsPort = port;
            this.tls = tls;
            return this;
        }

        /**
         * Sets the limits of the listeners.
         *
         * @param limits the limits
         * @return this builder
         */
        public Builder limits(HttpLimits limits) {
            this.limits = limits;
            return this;
        }

        /**
         * Sets how long the server still serves, but is not ready, once it is told to stop.
         *
         * @param delay 0, the default, for none
         * @return this builder
         */
        public Builder shutdownDelay(Duration delay) {
            this.shutdownDelay = delay;
            return this;
        }

        /**
         * Adds a condition for {@code /health/ready}; without one the server is ready while it
         * serves.
         *
         * @param condition asked at each request, must return at once
         * @return this builder
         */
        public Builder readyWhen(BooleanSupplier condition) {
            this.readyWhen = condition;
            return this;
        }

        /**
         * Adds what a role serves; the first role that matches a path serves it.
         *
         * @param routes the role's routes
         * @return this builder
         */
        public Builder routes(Routes routes) {
            roles.add(routes);
            return this;
        }

        /**
         * Starts the server; it serves when this returns.
         *
         * @return the running server
         * @throws BindException if the address cannot be used; the message names it and says why
         */
        public HttpServer start() throws BindException {
            HttpServer server = new HttpServer(this);
            try {
                server.javalin.start();
                return server;
            } catch (JavalinException e) {
                server.javalin.stop();
                BindException bind = new BindException(bindMessage(e));
                bind.initCause(e);
                throw bind;
            }
        }

        private String bindMessage(JavalinException failure) {
            String ports =
                    "HTTP port " + httpPort + (tls == null ? "" : ", HTTPS port " + httpsPort);
            String reason =
                    switch (failure) {
                        case JavalinBindException _ -> "a port is in use or not allowed";
                        default -> rootOf(failure).toString();
                    };
            return "cannot listen on " + host + " (" + ports + "): " + reason;
        }

        private static Throwable rootOf(Throwable failure) {
            Throwable root = failure;
            while (root.getCause() != null) {
                root = root.getCause();
            }
            return root;
        }
    }
}
