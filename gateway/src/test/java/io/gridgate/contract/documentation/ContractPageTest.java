package io.gridgate.contract.documentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.gridgate.contract.Examples;
import io.gridgate.contract.Schemas;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The page about contracts. */
final class ContractPageTest {

    @TempDir private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("com.contoso.paid/examples"));
        Files.createDirectories(folder.resolve("definitions"));
        Files.writeString(
                folder.resolve("definitions/money.json"),
                "{\"type\":\"object\",\"required\":[\"amount\"],\"properties\":{\"amount\":"
                        + "{\"type\":\"number\",\"minimum\":0,\"multipleOf\":0.01}}}");
        Files.writeString(
                folder.resolve("com.contoso.paid/1.json"),
                """
                {"title": "Somebody <paid>", "x-owner": "Till", "type": "object",
                 "required": ["total"],
                 "properties": {
                   "total": {"$ref": "../definitions/money.json"},
                   "by": {"enum": ["card", "cash"], "description": "How."},
                   "lines": {"type": "array", "items": {"type": "object",
                     "properties": {"text": {"type": "string", "maxLength": 9}}}},
                   "next": {"$ref": "#"}}}
                """);
        Files.writeString(
                folder.resolve("com.contoso.paid/examples/1.valid.cash.json"),
                "{\"total\": {\"amount\": 1.50}}\n");
    }

    @Test
    void listsContractsWithFieldsAndSamples() {
        assertThat(ContractPage.of("Contracts", Schemas.ofFolder(folder), Examples.valid(folder)))
                .isEqualTo(
                        """
                        # Contracts

                        | event type | version | what has happened | owner |
                        |---|---|---|---|
                        | [com.contoso.paid](#comcontosopaid-1) | 1 | Somebody \\<paid\\> | Till |

                        ## com.contoso.paid 1

                        Somebody \\<paid\\>

                        | attribute | value |
                        |---|---|
                        | `type` | `com.contoso.paid` |
                        | `dataschema` | `…/com.contoso.paid/1`, or anything that ends with `/com.contoso.paid/1` |

                        | in `data` | | what it is |
                        |---|---|---|
                        | `total` | required | object |
                        | `total.amount` | required | number, at least 0, a multiple of 0.01 |
                        | `by` | optional | one of "card", "cash". How. |
                        | `lines` | optional | array |
                        | `lines[]` | optional | object |
                        | `lines[].text` | optional | string, at most 9 characters |
                        | `next` | optional | object |

                        Sample `cash`:

                        ```json
                        {"total": {"amount": 1.50}}
                        ```
                        """);
    }
}
