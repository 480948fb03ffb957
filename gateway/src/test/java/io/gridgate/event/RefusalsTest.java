package io.gridgate.event;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Map;

class RefusalsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    {}                                          | id          | attribute is required
                    {"id":""}                                   | id          | must be non-empty string
                    {"id":null}                                 | id          | attribute is required
                    {"id":7}                                    | id          | must be non-empty string
                    {"id":{}}                                   | id          | must be non-empty string
                    {"id":"1"}                                  | source      | attribute is required
                    {"id":"1","source":""}                      | source      | must be non-empty string
                    {"id":"1","source":"a b"}                   | source      | must be URI-reference
                    {"id":"1","source":"%zz"}                   | source      | must be URI-reference
                    {"id":"1","source":"1a:b"}                  | source      | must be URI-reference
                    {"id":"1","source":"a"}                     | type        | attribute is required
                    {"id":"1","source":"a","type":""}           | type        | must be non-empty string
                    {"id":"1","source":"a","type":"t"}          | specversion | attribute is required
                    {"id":"1","source":"a","type":"t","specversion":"0.3"} | specversion | must be "1.0"
                    {"id":"1","source":"a","type":"t","specversion":1.0}   | specversion | must be "1.0"
                    """)
    void checksRequiredAttributesInOrder(String json, String attribute, String reason) {
        assertProblem(Decodes.structured(json), attribute, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    "subject":""               | subject         | must be non-empty string
                    "subject":5                | subject         | must be non-empty string
                    "time":""                  | time            | must be RFC 3339 timestamp
                    "time":"yesterday"         | time            | must be RFC 3339 timestamp
                    "time":"2026-01-01T00:00:00" | time          | must be RFC 3339 timestamp
                    "time":"2026-01-01 00:00:00Z" | time         | must be RFC 3339 timestamp
                    "time":1767225600          | time            | must be RFC 3339 timestamp
                    "dataschema":""            | dataschema      | must be absolute URI
                    "dataschema":"/relative"   | dataschema      | must be absolute URI
                    "dataschema":"http://a b"  | dataschema      | must be absolute URI
                    "datacontenttype":""       | datacontenttype | must be media type
                    "datacontenttype":"json"   | datacontenttype | must be media type
                    "datacontenttype":"a/b c"  | datacontenttype | must be media type
                    "extX":"a"   | extX    | is not an attribute name: only a-z and 0-9 are allowed
                    "my_ext":"a" | my_ext  | is not an attribute name: only a-z and 0-9 are allowed
                    "é":"a"      | é       | is not an attribute name: only a-z and 0-9 are allowed
                    "BAD":null   | BAD     | is not an attribute name: only a-z and 0-9 are allowed
                    "":"a"       | ~~      | is not an attribute name: 1 to 64 characters are allowed
                    "ext":{}     | ext     | must not be an object
                    "ext":[1]    | ext     | must not be an array
                    "ext":1.0    | ext     | must be integer of 32 bits
                    "ext":1e1    | ext     | must be integer of 32 bits
                    "ext":2147483648   | ext | must be integer of 32 bits
                    "ext":-2147483649  | ext | must be integer of 32 bits
                    "ext":99999999999999999999 | ext | must be integer of 32 bits
                    "id":"2"           | id  | must not be given twice
                    "ext":1,"ext":1    | ext | must not be given twice
                    "ext":null,"ext":1 | ext | must not be given twice
                    "\\u0065xt":1,"ext":1 | ext | must not be given twice
                    "data":1,"data":1  | data | must not be given twice
                    "data":1,"data_base64":"" | data_base64 | must not be given together with the other data
                    "data_base64":"","data":1 | data        | must not be given together with the other data
                    "data_base64":"QUI"    | data_base64 | must be base64 string
                    "data_base64":"QU I="  | data_base64 | must be base64 string
                    "data_base64":"QU-_"   | data_base64 | must be base64 string
                    "data_base64":"===="   | data_base64 | must be base64 string
                    "data_base64":1        | data_base64 | must be base64 string
                    "datacontenttype":"text/plain","data":{} | data | must be string because datacontenttype is not JSON
                    "datacontenttype":"text/plain","data":"\\ud800" | data | must not contain lone surrogates
                    """)
    void checksEveryOtherRule(String members, String attribute, String reason) {
        assertProblem(Decodes.with(members), attribute, reason);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    a\\u0000    | must not contain control character U+0000
                    \\n         | must not contain control character U+000A
                    \\u007f     | must not contain control character U+007F
                    \\u009F     | must not contain control character U+009F
                    \\ufdd0     | must not contain noncharacter U+FDD0
                    \\uffff     | must not contain noncharacter U+FFFF
                    \\ud83f\\udffe | must not contain noncharacter U+1FFFE
                    \\ud800     | must not contain lone surrogate U+D800
                    \\udc00a    | must not contain lone surrogate U+DC00
                    """)
    void refusesCharactersThatNoStringMayHave(String text, String reason) {
        assertProblem(Decodes.with("\"ext\":\"" + text + "\""), "ext", reason);
        assertProblem(Decodes.with("\"subject\":\"" + text + "\""), "subject", reason);
    }

    @Test
    void refusesOverlongNamesAndRepeatsThemShortened() {
        String name = "a".repeat(65);

        Problem problem = Decodes.problem(Decodes.with("\"" + name + "\":1"));

        assertThat(problem.attribute()).isEqualTo("a".repeat(64) + "…");
        assertThat(problem.reason()).contains("1 to 64 characters");
        assertThat(Decodes.event(Decodes.with("\"" + "a".repeat(64) + "\":1"))).isNotNull();
    }

    @Test
    void refusesMoreAttributesThanTheLimit() {
        StringBuilder members = new StringBuilder("\"e0\":1");
        for (int i = 1; i < EventDraft.ATTRIBUTES_MAX - 4; i++) {
            members.append(",\"e").append(i).append("\":1");
        }
        assertThat(Decodes.event(Decodes.with(members.toString())).attributes())
                .hasSize(EventDraft.ATTRIBUTES_MAX);

        members.append(",\"last\":1");

        assertProblem(Decodes.with(members.toString()), "", "event has more than 128 attributes");
    }

    @Test
    void aProblemKnowsTheEventAndItsPlaceInTheBatch() {
        List<Item> items =
                Decodes.items(
                        Decodes.batch(
                                "[{"
                                        + Decodes.REQUIRED
                                        + "},7,{\"id\":\"b\",\"source\":\"/b\",\"specversion\":\"1.0\"}]"));

        assertThat(items.get(0)).isInstanceOf(Item.Valid.class);
        assertThat(items.get(1))
                .isEqualTo(
                        new Item.Invalid(
                                new Problem("", "event must be a JSON object", 1, null, null)));
        assertThat(items.get(2))
                .isEqualTo(
                        new Item.Invalid(
                                new Problem("type", "attribute is required", 2, "b", "/b")));
    }

    @Test
    void speaksAsEventGridDoes() {
        Problem id =
                ((Item.Invalid)
                                Decodes.items(
                                                Decodes.batch(
                                                        """
                                                        [{"id":"","source":"","specversion":"","type":""}]\
                                                        """))
                                        .getFirst())
                        .problem();
        Problem source = Decodes.problem(Decodes.structured("{\"id\":\"1\"}"));
        Problem type =
                Decodes.problem(
                        CloudEventsDecoder.decode(new EventMessage(null, Map.of(), new byte[1])));

        assertThat(id.message()).isEqualTo("`id` must be non-empty string");
        assertThat(source.message()).isEqualTo("`source` attribute is required");
        assertThat(type.message()).isEqualTo("CONTENT-TYPE is not provided");
    }

    private static void assertProblem(Decoded decoded, String attribute, String reason) {
        Problem problem = Decodes.problem(decoded);
        assertThat(problem.attribute()).isEqualTo(attribute);
        assertThat(problem.reason()).isEqualTo(reason);
        assertThat(decoded).isInstanceOf(Decoded.Events.class);
    }
}
