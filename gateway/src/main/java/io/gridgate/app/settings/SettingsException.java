package io.gridgate.app.settings;

/** A settings file that cannot be used. The message names file, key, value and what is allowed. */
public final class SettingsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /**
     * Makes the exception.
     *
     * @param message what is wrong where, and what would be right
     */
    public SettingsException(String message) {
        super(message);
    }
}
