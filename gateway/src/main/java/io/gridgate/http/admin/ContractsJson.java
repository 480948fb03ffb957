package io.gridgate.http.admin;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.LiveContracts;
import io.gridgate.http.JsonText;

/** Writes which contracts are in force. */
final class ContractsJson {

    private ContractsJson() {}

    static byte[] of(LiveContracts.Status status) {
        JsonText json = new JsonText(512).raw("{\"folder\":").string(status.folder().toString());
        json.raw(",\"loadedAt\":").string(status.loadedAt().toString());
        json.raw(",\"replaced\":" + status.replaced() + ",\"refused\":" + status.refused());
        status.refusal().ifPresent(it -> json.raw(",\"refusal\":").string(it));
        json.raw(",\"contracts\":[");
        String separator = "";
        for (ContractId id : status.contracts()) {
            json.raw(separator).string(id.toString());
            separator = ",";
        }
        return json.raw("]}").toBytes();
    }
}
