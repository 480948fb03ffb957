package io.gridgate.contract;

/** Tells which values of {@code format} are checked; all others are remarks. */
public final class CheckedFormat {

    private CheckedFormat() {}

    /**
     * {@return whether texts are held to a format}
     *
     * @param name the value of the keyword
     */
    public static boolean isChecked(String name) {
        return CheckedFormats.LENGTHS_MAX.containsKey(name);
    }
}
