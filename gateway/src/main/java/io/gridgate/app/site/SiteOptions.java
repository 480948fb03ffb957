package io.gridgate.app.site;

import java.nio.file.Path;

/**
 * Where a ready-made site runs.
 *
 * @param host the address to bind
 * @param httpPort port of the gateway, 0 for a free one
 * @param namespaceHttpPort port of the namespace for HTTP, 0 for a free one
 * @param namespaceHttpsPort port of the namespace for HTTPS, 0 for a free one
 * @param data folder for everything it keeps
 */
public record SiteOptions(
        String host, int httpPort, int namespaceHttpPort, int namespaceHttpsPort, Path data) {}
