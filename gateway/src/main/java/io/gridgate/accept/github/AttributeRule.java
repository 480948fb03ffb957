package io.gridgate.accept.github;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Where in a payload the attributes of one kind of GitHub event come from. Of several paths the
 * first that holds a usable value wins.
 *
 * @param source paths of the URL that becomes {@code source}; the common ones follow
 * @param qualifier path of the text that is appended to the type
 * @param subject paths of {@code subject}; none usable: the event has no subject
 * @param time paths of {@code time}; none usable: the time of acceptance
 */
record AttributeRule(
        List<String> source, String qualifier, List<String> subject, List<String> time) {

    private static final List<String> NONE = List.of();

    /** The events that the adapter document names. */
    private static final Map<String, AttributeRule> ADAPTER =
            Map.of(
                    "push",
                    new AttributeRule(NONE, "action", List.of("ref"), NONE),
                    "pull_request",
                    new AttributeRule(
                            NONE, "action", List.of("number"), List.of("pull_request.updated_at")),
                    "issues",
                    new AttributeRule(
                            NONE, "action", List.of("issue.number"), List.of("issue.updated_at")),
                    "issue_comment",
                    new AttributeRule(
                            List.of("issue.url"),
                            "action",
                            List.of("comment.id"),
                            List.of("comment.updated_at")),
                    "create",
                    new AttributeRule(NONE, "ref_type", List.of("ref"), NONE),
                    "check_run",
                    new AttributeRule(
                            NONE,
                            "action",
                            List.of("check_run.id"),
                            List.of("check_run.completed_at", "check_run.started_at")),
                    "deployment_status",
                    new AttributeRule(
                            List.of("deployment.url"),
                            "deployment_status.state",
                            List.of("deployment_status.url"),
                            List.of("deployment_status.updated_at")),
                    "workflow_run",
                    new AttributeRule(NONE, "action", List.of("workflow.name"), NONE));

    /** What an event is about, where that is not the object of the event's own name. */
    private static final Map<String, String> MAIN_OBJECTS =
            Map.ofEntries(
                    Map.entry("branch_protection_rule", "rule"),
                    Map.entry("code_scanning_alert", "alert"),
                    Map.entry("commit_comment", "comment"),
                    Map.entry("dependabot_alert", "alert"),
                    Map.entry("deploy_key", "key"),
                    Map.entry("deployment_review", "workflow_run"),
                    Map.entry("discussion_comment", "comment"),
                    Map.entry("fork", "forkee"),
                    Map.entry("installation_repositories", "installation"),
                    Map.entry("membership", "member"),
                    Map.entry("meta", "hook"),
                    Map.entry("org_block", "blocked_user"),
                    Map.entry("page_build", "build"),
                    Map.entry("ping", "hook"),
                    Map.entry("pull_request_review", "review"),
                    Map.entry("pull_request_review_comment", "comment"),
                    Map.entry("pull_request_review_thread", "thread"),
                    Map.entry("repository_vulnerability_alert", "alert"),
                    Map.entry("secret_scanning_alert", "alert"),
                    Map.entry("team_add", "team"));

    private static final List<String> SOURCES =
            List.of(
                    "repository.url",
                    "organization.url",
                    "enterprise.html_url",
                    "app.html_url",
                    "installation.html_url",
                    "hook.url",
                    "sender.url");

    /** Returns the rule for a kind of event: the adapter's, or one made by the same pattern. */
    static AttributeRule of(String event) {
        AttributeRule rule = ADAPTER.get(event);
        return rule == null ? ofMainObject(MAIN_OBJECTS.getOrDefault(event, event)) : rule;
    }

    private static AttributeRule ofMainObject(String name) {
        List<String> subject =
                Stream.concat(
                                Stream.of("number", "id", "name", "ghsa_id", "node_id")
                                        .map(field -> name + "." + field),
                                Stream.of("number", "sha", "ref", "id"))
                        .toList();
        List<String> time =
                Stream.concat(
                                Stream.of(
                                                "updated_at",
                                                "submitted_at",
                                                "completed_at",
                                                "published_at",
                                                "started_at",
                                                "created_at")
                                        .map(field -> name + "." + field),
                                Stream.of(
                                        "updated_at", "starred_at", "effective_date", "created_at"))
                        .toList();
        return new AttributeRule(NONE, "action", subject, time);
    }

    /** Returns all paths of {@code source}: the event's own, then those of any event. */
    Stream<String> sources() {
        return Stream.concat(source.stream(), SOURCES.stream());
    }
}
