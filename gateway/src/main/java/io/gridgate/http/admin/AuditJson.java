package io.gridgate.http.admin;

import io.gridgate.http.JsonText;
import io.gridgate.log.Audit;

import java.util.Optional;

/** An audit as JSON. */
public final class AuditJson {

    private AuditJson() {}

    /**
     * Writes an audit as one object.
     *
     * @param json where to
     * @param role the role whose log was audited, where the reader cannot know
     * @param audit the audit
     */
    public static void write(JsonText json, Optional<String> role, Audit audit) {
        json.raw("{");
        role.ifPresent(name -> json.raw("\"role\":").string(name).raw(","));
        json.raw("\"topic\":").string(audit.topic().value());
        json.raw(",\"from\":").string(audit.from().toString());
        json.raw(",\"to\":").string(audit.to().toString());
        json.raw(",\"holds\":" + audit.holds());
        number(json, "accepted", audit.accepted());
        number(json, "unwanted", audit.unwanted());
        json.raw(",\"subscriptions\":[");
        String separator = "";
        for (Audit.Account account : audit.accounts()) {
            json.raw(separator).raw("{\"subscription\":").string(account.subscription().value());
            number(json, "matched", account.matched());
            number(json, "acknowledged", account.acknowledged());
            number(json, "deadLettered", account.deadLettered());
            number(json, "expired", account.expired());
            number(json, "pending", account.pending());
            json.raw("}");
            separator = ",";
        }
        json.raw("],\"findings\":[");
        separator = "";
        for (String finding : audit.findings()) {
            json.raw(separator).string(finding);
            separator = ",";
        }
        json.raw("]}");
    }

    private static void number(JsonText json, String name, long value) {
        json.raw(",\"" + name + "\":" + value);
    }
}
