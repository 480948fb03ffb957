package io.gridgate.accept.vendor;

import io.gridgate.accept.mapping.Delivery;
import io.gridgate.accept.mapping.Expression;
import io.gridgate.accept.mapping.MappedScheme;
import io.gridgate.accept.mapping.Mapping;
import io.gridgate.accept.mapping.Mappings;
import io.gridgate.accept.mapping.Template;

import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * GitLab webhooks, by the CloudEvents adapter document for GitLab.
 *
 * <p>For {@code id} the document asks for a new value. GitLab has one that stays the same when it
 * delivers again: {@code webhook-id}, which a signing token signs, or the same value as {@code
 * Idempotency-Key}; older GitLabs have neither, and the body's hash stands in.
 */
public final class GitLabWebhooks implements Mappings {

    private static final Expression SIGNED_ID = new Template("{header:webhook-id}");
    private static final Expression UNSIGNED_ID =
            new Template("{header:idempotency-key|body-sha256}");
    private static final Expression PROJECT =
            new Template(
                    "{/repository/homepage|/project/web_url|/project/homepage|/group/web_url"
                            + "|header:x-gitlab-instance}");
    private static final Expression WEB_URL = new Template("{/project/web_url}");
    private static final Expression NOTE_URL =
            new Template("{/object_attributes/url}").then(url -> url.replaceFirst("#note_.*", ""));
    private static final Expression NOTE = new Template("{/object_attributes/id}");
    private static final Expression CREATED = new Template("{/object_attributes/created_at}");

    private final Map<String, Mapping> byKind;
    private final Mapping other;

    private GitLabWebhooks(Expression id) {
        this.byKind =
                Map.ofEntries(
                        of(id, "push", PROJECT, "push", "{/checkout_sha}"),
                        of(id, "tag_push", PROJECT, "tag_push", "{/ref}"),
                        of(id, "issue", PROJECT, "issue.{/object_attributes/state}", IID),
                        note(id, "Commit", new Template("{/commit/url}"), "commit"),
                        note(id, "MergeRequest", NOTE_URL, "merge_request"),
                        note(id, "Issue", NOTE_URL, "issue"),
                        note(id, "Snippet", NOTE_URL, "snippet"),
                        Map.entry(
                                "merge_request",
                                new Mapping(
                                        id,
                                        PROJECT,
                                        type("merge_request.{/object_attributes/action}"),
                                        new Template(IID),
                                        CREATED,
                                        "")),
                        of(
                                id,
                                "wiki_page",
                                WEB_URL,
                                "wiki_page.{/object_attributes/action}",
                                "{/object_attributes/slug}"),
                        of(
                                id,
                                "pipeline",
                                WEB_URL,
                                "pipeline.{/object_attributes/status}",
                                "{/object_attributes/id}"),
                        of(
                                id,
                                "build",
                                PROJECT,
                                "job.{/job_status|/build_status}",
                                "{/job_id|/build_id}"));
        this.other =
                new Mapping(
                        id,
                        PROJECT,
                        Expression.firstOf(
                                KIND + ".{/object_attributes/action|/action|/status}", KIND),
                        new Template("{/object_attributes/iid|/object_attributes/id|/id|/tag}"),
                        new Template("{/object_attributes/updated_at|/updated_at|/created_at}"),
                        "");
    }

    private static final String IID = "{/object_attributes/iid}";
    private static final String KIND = "com.gitlab.{/object_kind|/event_name}";

    /**
     * {@return the scheme}
     *
     * @param signed whether deliveries are signed, so that {@code webhook-id} can be trusted
     * @param clock gives the time of events that have none
     */
    public static MappedScheme scheme(boolean signed, InstantSource clock) {
        return new MappedScheme(
                new GitLabWebhooks(signed ? SIGNED_ID : UNSIGNED_ID),
                MappedScheme.Options.JSON,
                clock);
    }

    private static Map.Entry<String, Mapping> of(
            Expression id, String kind, Expression source, String type, String subject) {
        Mapping mapping =
                new Mapping(id, source, type(type), new Template(subject), Expression.none(), "");
        return Map.entry(kind, mapping);
    }

    private static Map.Entry<String, Mapping> note(
            Expression id, String on, Expression source, String type) {
        return Map.entry(
                "note " + on, new Mapping(id, source, type("note." + type), NOTE, CREATED, ""));
    }

    private static Expression type(String rest) {
        return new Template("com.gitlab." + rest);
    }

    @Override
    public Mapping of(Delivery delivery) {
        String kind = delivery.fields().text("/object_kind").orElse("");
        String on = delivery.fields().text("/object_attributes/noteable_type").orElse("");
        return byKind.getOrDefault(kind.equals("note") ? "note " + on : kind, other);
    }

    @Override
    public Set<String> pointers() {
        Set<String> pointers =
                new TreeSet<>(Set.of("/object_kind", "/object_attributes/noteable_type"));
        byKind.values().forEach(mapping -> pointers.addAll(mapping.pointers()));
        pointers.addAll(other.pointers());
        return pointers;
    }
}
