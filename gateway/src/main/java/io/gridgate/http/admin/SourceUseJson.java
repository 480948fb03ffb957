package io.gridgate.http.admin;

import io.gridgate.accept.Source;
import io.gridgate.auth.SecretUse;
import io.gridgate.http.JsonText;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * Writes which secret of which source let how many requests in, and how many events were forbidden.
 * Shows names, never secrets.
 */
final class SourceUseJson {

    private SourceUseJson() {}

    static byte[] of(Collection<Source> sources) {
        List<Source> sorted =
                sources.stream()
                        .sorted(Comparator.comparing(source -> source.id().toString()))
                        .toList();
        JsonText json = new JsonText(1024).raw("{\"sources\":[");
        String separator = "";
        for (Source source : sorted) {
            json.raw(separator).raw("{\"partner\":").string(source.id().partner());
            json.raw(",\"source\":").string(source.id().name()).raw(",\"secrets\":[");
            separator = "";
            for (SecretUse use : source.credential().uses()) {
                json.raw(separator);
                separator = ",";
                write(json, use);
            }
            json.raw("],\"forbidden\":" + source.publish().forbidden() + "}");
            separator = ",";
        }
        return json.raw("]}").toBytes();
    }

    private static void write(JsonText json, SecretUse use) {
        json.raw("{\"name\":").string(use.name());
        time(json, "notBefore", use.notBefore());
        time(json, "notAfter", use.notAfter());
        json.raw(",\"requests\":" + use.count());
        time(json, "last", use.last());
        json.raw("}");
    }

    private static void time(JsonText json, String name, Optional<Instant> time) {
        time.ifPresent(it -> json.raw(",\"" + name + "\":").string(it.toString()));
    }
}
