package io.gridgate.contract;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.gridgate.event.Event;
import io.gridgate.event.EventBuilder;
import io.gridgate.event.Item;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes contracts into a folder, and makes events to check. */
record ContractFolder(Path path) {

    static final String TYPE = "test.type";

    ContractFolder with(String file, String content) {
        try {
            Path target = path.resolve(file);
            Files.createDirectories(target.getParent());
            Files.writeString(target, content);
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ContractFolder withSchema(String schema) {
        return with(TYPE + "/1.json", schema);
    }

    Contracts load() {
        return Contracts.load(path);
    }

    /** Checks data against the one schema. */
    static ContractResult check(Contracts contracts, String data) {
        return contracts.check(event(TYPE, data));
    }

    static Event event(String type, String data) {
        return event(new EventBuilder().attribute("type", type).data(data.getBytes(UTF_8)));
    }

    static Event event(EventBuilder builder) {
        Item item = builder.attribute("id", "1").attribute("source", "/test").build();
        assertThat(item).isInstanceOf(Item.Valid.class);
        return ((Item.Valid) item).event();
    }
}
