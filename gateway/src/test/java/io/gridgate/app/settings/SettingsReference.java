package io.gridgate.app.settings;

import io.gridgate.app.settings.Section.Child;

/** Writes the reference page of the settings file from the declared keys. */
final class SettingsReference {

    private static final String INTRODUCTION =
            """
            # Configuration

            One YAML file describes a site: `gridgate gateway --config gridgate.yaml`. An example is \
            [examples/gridgate.yaml](examples/gridgate.yaml). This page is made from the keys that \
            the program knows; a test keeps it in step.

            - `${NAME}` in a value stands for an environment variable; a missing one stops the start.
            - A secret may be text, `${NAME}`, or `file:path` for the content of a file. Secrets are \
            never shown or logged.
            - Paths are relative to the folder of the file.
            - An unknown key or a value out of bounds stops the start; the message names the file, \
            the key, the value and what is allowed.
            """;

    private SettingsReference() {}

    static String markdown() {
        StringBuilder page = new StringBuilder(INTRODUCTION);
        append(page, "", Settings.SECTION);
        return page.toString();
    }

    private static void append(StringBuilder page, String path, Section section) {
        String title = path.isEmpty() ? "Top level" : "`" + path + "`";
        page.append("\n## ").append(title).append("\n\n").append(section.text()).append('\n');
        if (!section.keys().isEmpty()) {
            page.append("\n| key | allowed | default | what for |\n|---|---|---|---|\n");
        }
        for (Key<?> key : section.keys()) {
            String shown = key.shownDefault().map(text -> "`" + text + "`").orElse("–");
            String row =
                    String.join(
                            " | ",
                            "`" + key.name() + "`",
                            key.kind().allowed(),
                            key.required() ? "required" : shown,
                            key.text());
            page.append("| ").append(row).append(" |\n");
        }
        for (Child child : section.children()) {
            String below = path.isEmpty() ? child.name() : path + "." + child.name();
            String placeholder = child.placeholder();
            String dot = placeholder.isEmpty() || placeholder.equals("[]") ? "" : ".";
            append(page, below + dot + placeholder, child.section());
        }
    }
}
