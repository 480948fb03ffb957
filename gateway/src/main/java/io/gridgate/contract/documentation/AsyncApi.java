package io.gridgate.contract.documentation;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.Example;
import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import tools.jackson.core.util.DefaultIndenter;
import tools.jackson.core.util.DefaultPrettyPrinter;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import java.util.List;
import java.util.SortedMap;

/**
 * Contracts as a document of AsyncAPI 3.0: a channel for each event type, a message for each
 * version. Which topic carries a type is not said by contracts, so channels have no address, and
 * there are no operations.
 */
public final class AsyncApi {

    private static final String FORMAT = "application/schema+json;version=2020-12";
    private static final JsonMapper MAPPER =
            JsonMapper.builder()
                    .defaultPrettyPrinter(
                            new DefaultPrettyPrinter()
                                    .withObjectIndenter(new DefaultIndenter("  ", "\n"))
                                    .withArrayIndenter(new DefaultIndenter("  ", "\n")))
                    .build();

    private AsyncApi() {}

    /**
     * {@return the document as JSON}
     *
     * @param title what it shall be called
     * @param version which version of the contracts it describes
     * @param schemas the contracts
     * @param examples their valid examples
     */
    public static String of(
            String title,
            String version,
            Schemas schemas,
            SortedMap<ContractId, List<Example>> examples) {
        ObjectNode document = MAPPER.createObjectNode();
        document.put("asyncapi", "3.0.0");
        document.putObject("info").put("title", title).put("version", version);
        document.put("defaultContentType", "application/json");
        ObjectNode channels = document.putObject("channels");
        ObjectNode messages = document.putObject("components").putObject("messages");
        schemas.contracts()
                .forEach((id, contract) -> {
                    String name = id.type() + "." + id.version();
                    ObjectNode channel = channels.withObjectProperty(id.type()).putNull("address");
                    channel.withObjectProperty("messages")
                            .putObject("v" + id.version())
                            .put("$ref", "#/components/messages/" + name);
                    List<Example> valid = examples.getOrDefault(id, List.of());
                    messages.set(name, message(id, schemas, contract, valid));
                });
        return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(document) + "\n";
    }

    private static ObjectNode message(
            ContractId id, Schemas schemas, SchemaPlace contract, List<Example> valid) {
        ObjectNode message = MAPPER.createObjectNode();
        message.put("name", id.type());
        for (String keyword : List.of("title", "description", "x-owner")) {
            if (contract.has(keyword)) {
                message.set(keyword, contract.get(keyword));
            }
        }
        message.put("contentType", "application/json");
        message.set("headers", headers(id, contract));
        ObjectNode payload = message.putObject("payload");
        payload.put("schemaFormat", FORMAT);
        payload.set("schema", Bundle.of(schemas, contract));
        if (!valid.isEmpty()) {
            ArrayNode shown = message.putArray("examples");
            for (Example each : valid) {
                if (each.json().isObject()) {
                    shown.addObject().put("name", each.name()).set("payload", each.json());
                }
            }
        }
        return message;
    }

    /** Returns the attributes by which the contract is selected, as in binary mode. */
    private static ObjectNode headers(ContractId id, SchemaPlace contract) {
        ObjectNode headers = MAPPER.createObjectNode();
        headers.put("type", "object");
        headers.putArray("required")
                .add("ce-specversion")
                .add("ce-id")
                .add("ce-source")
                .add("ce-type");
        ObjectNode properties = headers.putObject("properties");
        properties.putObject("ce-specversion").put("const", "1.0");
        properties.putObject("ce-id").put("type", "string").put("minLength", 1);
        properties.putObject("ce-source").put("type", "string").put("minLength", 1);
        properties.putObject("ce-type").put("const", id.type());
        ObjectNode dataschema = properties.putObject("ce-dataschema").put("type", "string");
        if (contract.has("$id")) {
            dataschema.putArray("examples").add(contract.get("$id"));
        }
        return headers;
    }
}
