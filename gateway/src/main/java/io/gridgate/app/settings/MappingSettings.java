package io.gridgate.app.settings;

import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Template;

import java.util.Optional;

/**
 * Which value of a delivery becomes which attribute.
 *
 * @param id {@code id}
 * @param source {@code source}
 * @param type {@code type}
 * @param subject {@code subject}
 * @param time {@code time}
 * @param data JSON Pointer of {@code data}
 * @param events JSON Pointer of an array with one event in each element
 */
public record MappingSettings(
        Template id,
        Optional<Template> source,
        Optional<Template> type,
        Optional<Template> subject,
        Optional<Template> time,
        String data,
        Optional<String> events) {

    static final Key<Template> ID =
            Key.of(
                    "id",
                    Kinds.template(),
                    new Template("{body-sha256}"),
                    "`id`. Take it from what is signed. The default makes equal payloads"
                            + " duplicates.");
    static final Key<Template> SOURCE =
            Key.optional(
                    "source",
                    Kinds.template(),
                    "`source`, a URI reference. Required for `webhook` and `couchdb`;"
                            + " `standard-webhooks` uses the path of the source where it is not"
                            + " given.");
    static final Key<Template> TYPE =
            Key.optional("type", Kinds.template(), "`type`. Required for `webhook`.");
    static final Key<Template> SUBJECT =
            Key.optional("subject", Kinds.template(), "`subject`; none where nothing is found.");
    static final Key<Template> TIME =
            Key.optional(
                    "time",
                    Kinds.template(),
                    "`time`: RFC 3339, RFC 1123, or seconds or milliseconds since 1970; the time of"
                            + " acceptance where nothing of that kind is found.");
    static final Key<String> DATA =
            Key.of(
                    "data",
                    Kinds.pointer(),
                    "",
                    "JSON Pointer of `data`, whose bytes stay as they are; empty: the whole"
                            + " payload.");
    static final Key<String> EVENTS =
            Key.optional(
                    "events",
                    Kinds.pointer(),
                    "JSON Pointer of an array with one event in each element; the other keys then"
                            + " read the element.");

    static final Section SECTION =
            Section.of(
                    "Which value becomes which attribute, for `webhook`; of it `couchdb` and"
                            + " `standard-webhooks` use `source`. A template is text with fields in"
                            + " braces: a JSON Pointer (`{/order/id}`), `{header:NAME}` or"
                            + " `{body-sha256}`; `{/a|/b}` takes the first that has a value.",
                    ID,
                    SOURCE,
                    TYPE,
                    SUBJECT,
                    TIME,
                    DATA,
                    EVENTS);

    /** No mapping given. */
    public static final MappingSettings DEFAULT =
            new MappingSettings(
                    ID.defaultValue(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    DATA.defaultValue(),
                    Optional.empty());

    /** Checks the bounds. */
    public MappingSettings {
        DATA.check(data);
        events.ifPresent(EVENTS::check);
    }

    /** Checks that there is what the scheme needs. */
    void check(SourceScheme scheme) {
        if (!equals(DEFAULT) && !scheme.takesMapping()) {
            throw new IllegalArgumentException(
                    "mapping: scheme " + Kinds.show(scheme) + " has its own");
        }
        if (scheme == SourceScheme.WEBHOOK && (source.isEmpty() || type.isEmpty())) {
            throw new IllegalArgumentException("scheme webhook needs mapping.source and .type");
        }
        if (scheme == SourceScheme.COUCHDB && source.isEmpty()) {
            throw new IllegalArgumentException(
                    "scheme couchdb needs mapping.source: the server's URL, and the database");
        }
        if (scheme.takesMapping()
                && scheme != SourceScheme.WEBHOOK
                && !equals(DEFAULT.withSource(source))) {
            throw new IllegalArgumentException(
                    "mapping: scheme " + Kinds.show(scheme) + " uses source and nothing else");
        }
    }

    private MappingSettings withSource(Optional<Template> given) {
        return new MappingSettings(id, given, type, subject, time, data, events);
    }

    /** {@return the mapping of a {@code webhook} source} */
    public Mapping mapping() {
        return new Mapping(
                id,
                source.orElseThrow(),
                type.orElseThrow(),
                subject.map(Expression.class::cast).orElse(Expression.none()),
                time.map(Expression.class::cast).orElse(Expression.none()),
                data);
    }

    static MappingSettings from(Node node) {
        return node.make(() ->
                new MappingSettings(
                        node.get(ID),
                        node.find(SOURCE),
                        node.find(TYPE),
                        node.find(SUBJECT),
                        node.find(TIME),
                        node.get(DATA),
                        node.find(EVENTS)));
    }
}
