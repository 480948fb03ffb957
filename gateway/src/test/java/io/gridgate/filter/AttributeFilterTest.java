package io.gridgate.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.Arrays;
import java.util.List;

/** Each operator by examples; what an event without the attribute gets is Event Grid's table. */
class AttributeFilterTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    BoolEquals             | true         | true Boolean:true        | false Boolean:false TRUE 1 -
                    IsNotNull              |              | a Integer:0 Boolean:false | -
                    IsNullOrUndefined      |              | -                        | a Integer:0 Boolean:false
                    NumberIn               | 5;-7         | Integer:5 5 -7 005       | Integer:6 5.0 five 5a +5 -
                    NumberNotIn            | 5;-7         | Integer:6 five -         | Integer:5 5 -7
                    NumberInRange          | [-2,3];[9,9] | -2 0 Integer:3 9         | -3 4 8 10 x -
                    NumberNotInRange       | [-2,3];[9,9] | -3 4 8 10 x -            | -2 0 Integer:3 9
                    NumberLessThan         | 10           | 9 -99 Integer:9          | 10 11 x -
                    NumberLessThanOrEquals | 10           | 9 10                     | 11 x -
                    NumberGreaterThan      | 10           | 11 99999999999999999999  | 10 9 x -
                    NumberGreaterThanOrEquals | 10        | 11 10                    | 9 x -
                    StringIn               | aB;5         | ab AB Integer:5          | abc a -
                    StringNotIn            | aB;5         | abc a -                  | ab AB Integer:5
                    StringBeginsWith       | /A/;tr       | /a/ /A/b Boolean:true    | a/ /a -
                    StringNotBeginsWith    | /A/;tr       | a/ /a                    | /a/ /A/b Boolean:true -
                    StringEndsWith         | .Png;7       | a.png .PNG Integer:17    | .png.zip png -
                    StringNotEndsWith      | .Png;7       | .png.zip png             | a.png .PNG Integer:17 -
                    StringContains         | bC;é         | bc aBCd É                | b c cb -
                    StringNotContains      | bC;é         | b c cb                   | bc aBCd É -
                    """)
    void wantsAndRefuses(String operator, @Nullable String values, String wanted, String refused) {
        AttributeFilter filter =
                filter(operator, values == null ? new String[0] : values.split(";"));

        for (String attribute : wanted.split(" +", -1)) {
            assertThat(filter.matches(value(attribute))).as("%s %s", filter, attribute).isTrue();
        }
        for (String attribute : refused.split(" +", -1)) {
            assertThat(filter.matches(value(attribute))).as("%s %s", filter, attribute).isFalse();
        }
    }

    @Test
    void hasTheOperatorsOfEventGrid() {
        assertThat(Arrays.stream(FilterOperator.values()).map(FilterOperator::word))
                .hasSize(19)
                .doesNotHaveDuplicates()
                .allSatisfy(word -> assertThat(FilterOperator.of(word)).isPresent());
        assertThat(FilterOperator.of("stringin")).isEmpty();
        assertThat(FilterOperator.of("StringEquals")).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    IsNotNull        | a      | values: IsNotNull takes none, there are 1
                    BoolEquals       | yes    | values: 'yes' is not allowed with BoolEquals; allowed: true or false
                    NumberLessThan   | 1;2    | values: NumberLessThan takes one, there are 2
                    NumberIn         | 1;2.5  | values: '2.5' is not allowed with NumberIn; allowed: a whole number
                    NumberIn         | -      | values: '-' is not allowed with NumberIn; allowed: a whole number
                    NumberInRange    | [2,1]  | values: '[2,1]' is not allowed with NumberInRange; allowed: a list of two whole numbers, the lower first
                    """)
    void refusesValuesThatTheOperatorDoesNotTake(String operator, String values, String message) {
        assertThatThrownBy(() -> filter(operator, values.split(";")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage(message);
    }

    @Test
    void takesNoValuesOnlyWhereThereAreNone() {
        assertThatThrownBy(() -> filter("StringIn"))
                .hasMessage("values: StringIn takes at least one, there are 0");
        assertThat(filter("StringIn", "a".repeat(512)).values()).hasSize(1);
        assertThatThrownBy(() -> filter("StringIn", "a".repeat(513)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("is not allowed with StringIn");
    }

    @Test
    void refusesStoredTextsThatAreNoFilters() {
        List<String> texts = AttributeFilter.toTexts(List.of(filter("StringIn", "a", "b")));

        assertThat(texts).containsExactly("StringIn", "key", "2", "a", "b");
        for (int length = 1; length < texts.size(); length++) {
            List<String> cut = texts.subList(0, length);
            assertThatThrownBy(() -> AttributeFilter.fromTexts(cut))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageStartingWith("stored filters are cut short");
        }
        assertThatThrownBy(() -> AttributeFilter.fromTexts(List.of("Equals", "key", "0")))
                .hasMessageStartingWith("stored filters have an unknown operator");
    }

    private static AttributeFilter filter(String operator, String... values) {
        return new AttributeFilter(
                FilterOperator.of(operator).orElseThrow(), "key", List.of(values));
    }

    /** Reads {@code Integer:5}, {@code Boolean:true}, {@code -} for nothing, or a text. */
    private static @Nullable Object value(String text) {
        return switch (text) {
            case "-" -> null;
            case String it when it.startsWith("Integer:") -> Integer.valueOf(it.substring(8));
            case String it when it.startsWith("Boolean:") -> Boolean.valueOf(it.substring(8));
            default -> text;
        };
    }
}
