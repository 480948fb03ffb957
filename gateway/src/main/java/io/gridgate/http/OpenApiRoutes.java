package io.gridgate.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import io.javalin.config.RoutesConfig;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/** {@code /openapi.json}: the descriptions of all roles in one document, put together once. */
final class OpenApiRoutes {

    private static final String BASE = "/openapi/base.json";

    private final List<Routes> roles;
    private volatile byte @Nullable [] document;

    private OpenApiRoutes(List<Routes> roles) {
        this.roles = roles;
    }

    static void register(RoutesConfig routes, List<Routes> roles) {
        OpenApiRoutes openApi = new OpenApiRoutes(roles);
        routes.get(
                "/openapi.json",
                ctx -> Answer.ok(ctx.res(), "application/json", openApi.document()));
    }

    private byte[] document() throws IOException {
        byte[] known = document;
        if (known == null) {
            known = compose();
            document = known;
        }
        return known;
    }

    private byte[] compose() throws IOException {
        ObjectMapper mapper = new ObjectMapper();
        ObjectNode whole = (ObjectNode) read(mapper, BASE);
        for (Routes role : roles) {
            role.openApiResource().ifPresent(part -> merge(whole, read(mapper, part)));
        }
        return mapper.writeValueAsBytes(whole);
    }

    private static JsonNode read(ObjectMapper mapper, String resource) {
        try (InputStream in = OpenApiRoutes.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing class path resource " + resource);
            }
            return mapper.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void merge(ObjectNode into, JsonNode from) {
        from.properties()
                .forEach(entry -> {
                    JsonNode old = into.get(entry.getKey());
                    if (old instanceof ObjectNode object && entry.getValue().isObject()) {
                        merge(object, entry.getValue());
                    } else {
                        into.set(entry.getKey(), entry.getValue());
                    }
                });
    }
}
