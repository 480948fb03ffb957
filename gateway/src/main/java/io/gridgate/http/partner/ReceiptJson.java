package io.gridgate.http.partner;

import io.gridgate.accept.Outcome;
import io.gridgate.accept.Receipt;
import io.gridgate.contract.Violation;
import io.gridgate.event.EventKey;
import io.gridgate.http.JsonText;

import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.List;

/** Writes receipts as JSON. */
final class ReceiptJson {

    private ReceiptJson() {}

    /** Adds the member {@code "receipts":[…]}. */
    static JsonText append(JsonText json, String partner, String source, List<Receipt> receipts) {
        json.raw("\"receipts\":[");
        for (int at = 0; at < receipts.size(); at++) {
            json.raw(at == 0 ? "{" : ",{");
            append(json, partner, source, receipts.get(at));
            json.raw("}");
        }
        return json.raw("]");
    }

    /** Returns the word for an outcome. */
    static String status(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Accepted _ -> "accepted";
            case Outcome.Quarantined _ -> "quarantined";
            case Outcome.Duplicate _ -> "duplicate";
            case Outcome.Conflict _ -> "conflict";
            case Outcome.Forbidden _ -> "forbidden";
            case Outcome.Rejected _ -> "rejected";
        };
    }

    /** Returns where the status of the receipt's event is, null where nothing is stored. */
    static @Nullable String statusUrl(String partner, String source, Receipt receipt) {
        return receipt.outcome() instanceof Outcome.Rejected
                        || receipt.outcome() instanceof Outcome.Forbidden
                        || receipt.source() == null
                        || receipt.id() == null
                ? null
                : StatusUrl.of(partner, source, new EventKey(receipt.source(), receipt.id()));
    }

    private static void append(JsonText json, String partner, String source, Receipt receipt) {
        json.raw("\"status\":").string(status(receipt.outcome()));
        append(json, "id", receipt.id());
        append(json, "source", receipt.source());
        switch (receipt.outcome()) {
            case Outcome.Accepted it -> append(json, it.sequence(), it.acceptedAt());
            case Outcome.Quarantined it -> {
                append(json, it.sequence(), it.acceptedAt());
                append(json, "contract", it.contract().toString());
                append(json, it.violations());
            }
            case Outcome.Duplicate it -> append(json, it.sequence(), it.acceptedAt());
            case Outcome.Conflict it -> {
                append(json, it.sequence(), it.acceptedAt());
                append(json, "storedHash", it.storedHash());
                append(json, "offeredHash", it.offeredHash());
            }
            case Outcome.Forbidden it -> {
                append(json, "attribute", it.attribute());
                append(json, "reason", it.reason());
            }
            case Outcome.Rejected it -> {
                append(json, "attribute", it.attribute().isEmpty() ? null : it.attribute());
                append(json, "reason", it.reason());
                append(json, it.violations());
            }
        }
        append(json, "statusUrl", statusUrl(partner, source, receipt));
    }

    private static void append(JsonText json, List<Violation> violations) {
        for (int at = 0; at < violations.size(); at++) {
            Violation violation = violations.get(at);
            json.raw(at == 0 ? ",\"violations\":[" : ",");
            json.raw("{\"pointer\":").string(violation.pointer());
            json.raw(",\"detail\":").string(violation.detail()).raw("}");
        }
        if (!violations.isEmpty()) {
            json.raw("]");
        }
    }

    private static void append(JsonText json, long sequence, Instant acceptedAt) {
        json.raw(",\"sequence\":").raw(Long.toString(sequence));
        append(json, "acceptedAt", acceptedAt.toString());
    }

    private static void append(JsonText json, String name, @Nullable String value) {
        if (value != null) {
            json.raw(",\"" + name + "\":").string(value);
        }
    }
}
