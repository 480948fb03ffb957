package io.gridgate.contract.documentation;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.Example;
import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;

import java.util.List;
import java.util.Locale;
import java.util.SortedMap;

/** Contracts as a page of Markdown: what they are for, their fields, and samples. */
public final class ContractPage {

    private final StringBuilder page = new StringBuilder();
    private final Schemas schemas;

    private ContractPage(Schemas schemas) {
        this.schemas = schemas;
    }

    /**
     * {@return the page}
     *
     * @param title its heading
     * @param schemas the contracts
     * @param examples their valid examples
     */
    public static String of(
            String title, Schemas schemas, SortedMap<ContractId, List<Example>> examples) {
        ContractPage page = new ContractPage(schemas);
        page.line("# " + text(title)).line("");
        page.line("| event type | version | what has happened | owner |").line("|---|---|---|---|");
        schemas.contracts()
                .forEach((id, contract) ->
                        page.line(
                                "| [%s](#%s) | %d | %s | %s |"
                                        .formatted(
                                                text(id.type()),
                                                anchor(id),
                                                id.version(),
                                                cell(contract, "title"),
                                                cell(contract, "x-owner"))));
        schemas.contracts()
                .forEach((id, contract) ->
                        page.contract(id, contract, examples.getOrDefault(id, List.of())));
        return page.page.toString();
    }

    private void contract(ContractId id, SchemaPlace contract, List<Example> examples) {
        line("").line("## " + text(id.type()) + " " + id.version()).line("");
        for (String keyword : List.of("title", "description")) {
            if (contract.has(keyword)) {
                line(cell(contract, keyword)).line("");
            }
        }
        line("| attribute | value |").line("|---|---|");
        line("| `type` | `" + id.type() + "` |");
        String named = contract.get("$id").asString("…/" + id);
        line("| `dataschema` | `" + named + "`, or anything that ends with `/" + id + "` |");
        line("").line("| in `data` | | what it is |").line("|---|---|---|");
        for (Field field : Fields.of(schemas, contract)) {
            line(
                    "| `%s` | %s | %s%s%s |"
                            .formatted(
                                    field.path().replace("|", "\\|"),
                                    field.required() ? "required" : "optional",
                                    text(field.type()),
                                    field.description().isEmpty() ? "" : ". ",
                                    text(field.description())));
        }
        for (Example example : examples) {
            line("").line("Sample `" + example.name() + "`:").line("");
            line("```json").line(example.text().strip()).line("```");
        }
    }

    private ContractPage line(String text) {
        page.append(text).append('\n');
        return this;
    }

    private static String anchor(ContractId id) {
        return (id.type() + " " + id.version())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9 _-]", "")
                .replace(' ', '-');
    }

    private static String cell(SchemaPlace contract, String keyword) {
        return text(contract.get(keyword).asString(""));
    }

    /** Returns a text that is read as it is, whatever is in it. */
    private static String text(String text) {
        return text.replaceAll("\\s+", " ").replaceAll("([\\\\`*_\\[\\]<>|#])", "\\\\$1");
    }
}
