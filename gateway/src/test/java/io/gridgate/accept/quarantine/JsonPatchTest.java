package io.gridgate.accept.quarantine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.io.IOException;

/** The examples of RFC 6902, appendix A, and what else can be wrong. */
final class JsonPatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"foo":"bar"} | [{"op":"add","path":"/baz","value":"qux"}] | {"foo":"bar","baz":"qux"}
                    {"foo":["bar","baz"]} | [{"op":"add","path":"/foo/1","value":"qux"}] | {"foo":["bar","qux","baz"]}
                    {"baz":"qux","foo":"bar"} | [{"op":"remove","path":"/baz"}] | {"foo":"bar"}
                    {"foo":["bar","qux","baz"]} | [{"op":"remove","path":"/foo/1"}] | {"foo":["bar","baz"]}
                    {"baz":"qux","foo":"bar"} | [{"op":"replace","path":"/baz","value":"boo"}] | {"baz":"boo","foo":"bar"}
                    {"foo":{"bar":"baz","waldo":"fred"},"qux":{"corge":"grault"}} | [{"op":"move","from":"/foo/waldo","path":"/qux/thud"}] | {"foo":{"bar":"baz"},"qux":{"corge":"grault","thud":"fred"}}
                    {"foo":["all","grass","cows","eat"]} | [{"op":"move","from":"/foo/1","path":"/foo/3"}] | {"foo":["all","cows","eat","grass"]}
                    {"baz":"qux","foo":["a",2,"c"]} | [{"op":"test","path":"/baz","value":"qux"},{"op":"test","path":"/foo/1","value":2}] | {"baz":"qux","foo":["a",2,"c"]}
                    {"foo":"bar"} | [{"op":"add","path":"/child","value":{"grandchild":{}}}] | {"foo":"bar","child":{"grandchild":{}}}
                    {"foo":"bar"} | [{"op":"add","path":"/baz","value":"qux","xyz":123}] | {"foo":"bar","baz":"qux"}
                    {"/":9,"~1":10} | [{"op":"test","path":"/~01","value":10}] | {"/":9,"~1":10}
                    {"foo":["bar"]} | [{"op":"add","path":"/foo/-","value":["abc","def"]}] | {"foo":["bar",["abc","def"]]}
                    {"foo":null} | [{"op":"replace","path":"/foo","value":1}] | {"foo":1}
                    {"foo":1} | [{"op":"replace","path":"","value":[]}] | []
                    {"foo":1} | [{"op":"copy","from":"/foo","path":"/bar"},{"op":"test","path":"/bar","value":1.0}] | {"foo":1,"bar":1}
                    {"foo":{"a":1}} | [{"op":"move","from":"/foo","path":"/foo"}] | {"foo":{"a":1}}
                    """)
    void appliesPatches(String document, String patch, String expected) throws Exception {
        assertThat(apply(document, patch).toString()).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    {"baz":"qux"} | [{"op":"test","path":"/baz","value":"bar"}] | operation 0: the test of '/baz' fails
                    {"foo":"bar"} | [{"op":"add","path":"/baz/bat","value":"qux"}] | operation 0: nothing is at '/baz'
                    {"/":9,"~1":10} | [{"op":"test","path":"/~01","value":"10"}] | operation 0: the test of '/~01' fails
                    {"a":1} | [{"op":"remove","path":"/a"},{"op":"remove","path":"/a"}] | operation 1: nothing is at '/a'
                    {"a":[1]} | [{"op":"add","path":"/a/2","value":1}] | operation 0: '/a/2' has no index of the array at its end
                    {"a":[1]} | [{"op":"add","path":"/a/01","value":1}] | operation 0: '/a/01' has no index of the array at its end
                    {"a":"x"} | [{"op":"add","path":"/a/b","value":1}] | operation 0: there is nothing to add to at '/a/b'
                    {"a":{"b":{}}} | [{"op":"move","from":"/a","path":"/a/b/c"}] | operation 0: nothing can be moved into itself
                    {"a":1} | [{"op":"remove","path":""}] | operation 0: the whole document cannot be removed
                    {"a":1} | [{"op":"add","path":"a","value":1}] | operation 0: path must be a JSON Pointer, not 'a'
                    {"a":1} | [{"op":"add","path":"/b"}] | operation 0: value is missing
                    {"a":1} | [{"op":"put","path":"/b","value":1}] | operation 0: op must be add, remove, replace, move, copy or test
                    {"a":1} | [{"op":"copy","path":"/b"}] | operation 0: from must be a JSON Pointer
                    {"a":1} | {"op":"add"} | a patch must be an array of operations
                    """)
    void saysWhatCannotBeApplied(String document, String patch, String why) throws IOException {
        assertThatThrownBy(() -> apply(document, patch))
                .isInstanceOf(PatchException.class)
                .hasMessage(why);
    }

    @Test
    void leavesTheDocumentAsItIs() throws Exception {
        JsonNode document = JSON.readTree("{\"a\":{\"b\":1}}");

        JsonPatch.apply(
                JSON.readTree("[{\"op\":\"replace\",\"path\":\"/a/b\",\"value\":2}]"), document);

        assertThat(document).hasToString("{\"a\":{\"b\":1}}");
    }

    private static JsonNode apply(String document, String patch)
            throws IOException, PatchException {
        return JsonPatch.apply(JSON.readTree(patch), JSON.readTree(document));
    }
}
