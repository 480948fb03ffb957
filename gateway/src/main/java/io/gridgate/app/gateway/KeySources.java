package io.gridgate.app.gateway;

import io.gridgate.app.settings.LoadedSettings;
import io.gridgate.auth.issued.KeyBook;
import io.gridgate.auth.issued.KeyBookFile;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Where the keys and secrets of a gateway come from besides the settings that it was started with.
 *
 * @param book the keys that operators made; empty: there are none, and never will be
 * @param files the settings file, and the files that it names for secrets
 * @param reload reads these anew; empty: the settings are not from a file
 */
public record KeySources(
        Optional<KeyBookFile> book, Set<Path> files, Optional<Supplier<LoadedSettings>> reload) {

    /** Nothing besides the settings. */
    public static final KeySources NONE =
            new KeySources(Optional.empty(), Set.of(), Optional.empty());

    /** Copies the set. */
    public KeySources {
        files = Set.copyOf(files);
    }

    /**
     * {@return the same, with a book}
     *
     * @param file the book's file
     */
    public KeySources with(KeyBookFile file) {
        return new KeySources(Optional.of(file), files, reload);
    }

    KeyBook readBook() throws IOException {
        return book.isPresent() ? book.get().read() : KeyBook.EMPTY;
    }
}
