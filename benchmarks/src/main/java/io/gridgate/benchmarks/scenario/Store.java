package io.gridgate.benchmarks.scenario;

import java.util.List;

/** Where the namespace of a scenario keeps its events. */
sealed interface Store {

    /** In segments of its own. */
    Store EMBEDDED = new Embedded();

    /** Starts a namespace with nothing in it. */
    Namespace start(Lab lab);

    /** What stands before the names of scenarios. */
    String prefix();

    /** What stands in what they are about. */
    String where();

    /** In segments of its own. */
    record Embedded() implements Store {

        @Override
        public Namespace start(Lab lab) {
            return Namespace.start(lab, lab.launch().emptyFolder("namespace"), List.of());
        }

        @Override
        public String prefix() {
            return "";
        }

        @Override
        public String where() {
            return "";
        }
    }

    /**
     * In a database.
     *
     * @param server the database, whose tables are made anew for each namespace
     */
    record Postgres(PostgresServer server) implements Store {

        @Override
        public Namespace start(Lab lab) {
            server.execute("DROP SCHEMA IF EXISTS gridgate_namespace CASCADE");
            return Namespace.onPostgres(lab, server);
        }

        @Override
        public String prefix() {
            return "postgres-";
        }

        @Override
        public String where() {
            return " on PostgreSQL";
        }
    }
}
