package io.gridgate.http.admin;

import io.gridgate.accept.SourceId;
import io.gridgate.accept.quarantine.HeldEvent;
import io.gridgate.accept.quarantine.Quarantine;
import io.gridgate.accept.quarantine.Ruling;
import io.gridgate.contract.Violation;
import io.gridgate.http.JsonText;
import io.gridgate.log.Tally;

import java.util.List;

/** Writes what is in quarantine. */
final class QuarantineJson {

    private QuarantineJson() {}

    static byte[] counts(Quarantine quarantine) {
        JsonText json = new JsonText(512).raw("{\"sources\":[");
        String separator = "";
        for (SourceId source : quarantine.sources()) {
            Tally tally = quarantine.tally(source);
            json.raw(separator).raw("{\"partner\":").string(source.partner());
            json.raw(",\"source\":").string(source.name());
            json.raw(",\"came\":" + tally.matched() + ",\"released\":" + tally.acknowledged());
            json.raw(",\"dropped\":" + tally.deadLettered() + ",\"held\":" + tally.pending());
            json.raw("}");
            separator = ",";
        }
        return json.raw("]}").toBytes();
    }

    static byte[] list(List<HeldEvent> events) {
        JsonText json = new JsonText(1024).raw("{\"events\":[");
        String separator = "";
        for (HeldEvent event : events) {
            head(json.raw(separator), event).raw("}");
            separator = ",";
        }
        return json.raw("]}").toBytes();
    }

    static byte[] whole(HeldEvent event) {
        return head(new JsonText(1024), event)
                .raw(",\"event\":")
                .raw(event.event().json())
                .raw("}")
                .toBytes();
    }

    static byte[] released(Ruling.Released released) {
        JsonText json = decided("released", released.event());
        json.raw(",\"acceptedAs\":" + released.sequence() + ",\"acceptedAt\":");
        json.string(released.acceptedAt().toString());
        return json.raw(",\"gone\":" + released.gone() + "}").toBytes();
    }

    static byte[] dropped(HeldEvent event) {
        return decided("dropped", event).raw("}").toBytes();
    }

    private static JsonText decided(String status, HeldEvent event) {
        JsonText json = new JsonText(256).raw("{\"status\":").string(status);
        json.raw(",\"sequence\":" + event.sequence() + ",\"id\":").string(event.event().key().id());
        return json.raw(",\"source\":").string(event.event().key().source());
    }

    private static JsonText head(JsonText json, HeldEvent event) {
        json.raw("{\"sequence\":" + event.sequence() + ",\"id\":").string(event.event().key().id());
        json.raw(",\"source\":").string(event.event().key().source());
        json.raw(",\"type\":").string(event.event().type());
        json.raw(",\"acceptedAt\":").string(event.acceptedAt().toString());
        event.contract().ifPresent(it -> json.raw(",\"contract\":").string(it.toString()));
        json.raw(",\"violations\":[");
        String separator = "";
        for (Violation violation : event.violations()) {
            json.raw(separator).raw("{\"pointer\":").string(violation.pointer());
            json.raw(",\"detail\":").string(violation.detail()).raw("}");
            separator = ",";
        }
        return json.raw("]");
    }
}
