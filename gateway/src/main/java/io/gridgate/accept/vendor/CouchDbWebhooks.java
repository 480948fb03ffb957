package io.gridgate.accept.vendor;

import io.gridgate.accept.mapping.Delivery;
import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Repeat;
import io.gridgate.accept.mapping.Template;

import java.time.InstantSource;
import java.util.Set;
import java.util.TreeSet;

/**
 * Lines of CouchDB's {@code _changes} and {@code _db_updates} feeds, posted one by one, by the
 * CloudEvents adapter document for CouchDB.
 */
public final class CouchDbWebhooks implements Mappings {

    private static final Expression SEQUENCE = new Template("{/seq}");

    private final Mapping updated;
    private final Mapping deleted;
    private final Mapping database;

    private CouchDbWebhooks(String source) {
        this.updated = document(source, "updated");
        this.deleted = document(source, "deleted");
        this.database =
                new Mapping(
                        SEQUENCE,
                        new Template(source),
                        new Template("org.apache.couchdb.database.{/type}"),
                        new Template("{/db_name}"),
                        Expression.none(),
                        "/no-data");
    }

    /**
     * {@return the scheme}
     *
     * @param source the server's URL, and {@code /} and the database for a {@code _changes} feed
     * @param clock gives the time of the events, which have none
     */
    public static MappedScheme scheme(String source, InstantSource clock) {
        return new MappedScheme(
                new CouchDbWebhooks(source),
                new MappedScheme.Options(Set.of("application/json"), false, Repeat.SAME_ID, null),
                clock);
    }

    private static Mapping document(String source, String what) {
        return new Mapping(
                SEQUENCE,
                new Template(source),
                new Template("org.apache.couchdb.document." + what),
                new Template("{/id}"),
                Expression.none(),
                "/changes");
    }

    @Override
    public Mapping of(Delivery delivery) {
        if (delivery.fields().text("/db_name").isPresent()) {
            return database;
        }
        boolean gone = delivery.fields().text("/deleted").filter("true"::equals).isPresent();
        return gone ? deleted : updated;
    }

    @Override
    public Set<String> pointers() {
        Set<String> pointers = new TreeSet<>(Set.of("/deleted"));
        for (Mapping each : new Mapping[] {updated, deleted, database}) {
            pointers.addAll(each.pointers());
        }
        return pointers;
    }
}
