package io.gridgate.app.settings;

import io.gridgate.auth.Secret;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What texts in a settings file may refer to.
 *
 * @param folder the folder of the settings file; relative paths start there
 * @param environment looks up an environment variable
 * @param opened hears of each file that a secret is read from
 */
record References(
        Path folder, Function<String, @Nullable String> environment, Consumer<Path> opened) {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern VARIABLE_NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");
    private static final String FILE = "file:";
    private static final long SECRET_FILE_BYTES_MAX = 64 << 10;

    /** Replaces every {@code ${NAME}} by the variable's value. */
    String expand(String text) {
        return VARIABLE.matcher(text)
                .replaceAll(match -> Matcher.quoteReplacement(variable(match.group(1))));
    }

    private String variable(String name) {
        if (!VARIABLE_NAME.matcher(name).matches()) {
            throw new IllegalArgumentException(
                    "'${" + name + "}' does not name an environment variable");
        }
        String value = environment.apply(name);
        if (value == null) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }

    Path path(String text) {
        return folder.resolve(text).normalize();
    }

    /** Returns the text itself, or the content of the file that {@code file:…} names. */
    Secret secret(String text) {
        if (!text.startsWith(FILE)) {
            return Secret.of(text);
        }
        Path file = path(text.substring(FILE.length()));
        opened.accept(file);
        try {
            if (Files.size(file) > SECRET_FILE_BYTES_MAX) {
                throw new IllegalArgumentException("the secret file " + file + " is too large");
            }
            return Secret.of(Files.readString(file).strip());
        } catch (IOException e) {
            throw new IllegalArgumentException("the secret file " + file + " cannot be read", e);
        }
    }
}
