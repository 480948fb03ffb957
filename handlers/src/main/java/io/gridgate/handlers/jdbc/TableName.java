package io.gridgate.handlers.jdbc;

/**
 * The name of a table, safe to stand in SQL.
 *
 * @param name letters, digits and {@code _}, 40 at most, with a schema before a dot if need be
 */
public record TableName(String name) {

    /** Checks the name. */
    public TableName {
        if (!name.matches("[A-Za-z_][A-Za-z0-9_]{0,49}(\\.[A-Za-z_][A-Za-z0-9_]{0,39})?")) {
            throw new IllegalArgumentException(
                    ("table '%s' must be letters, digits and _, 40 at most, with a schema before a"
                                    + " dot if need be")
                            .formatted(name));
        }
    }

    /** {@return the name without the schema, for the names of indexes} */
    public String local() {
        return name.substring(name.indexOf('.') + 1);
    }

    /** {@return the name, as it stands in SQL} */
    @Override
    public String toString() {
        return name;
    }
}
