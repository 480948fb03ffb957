package io.gridgate.filter;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

import org.jspecify.annotations.Nullable;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What holds for all filters, beside a plain reading of Event Grid's documentation. */
class EventFilterPropertiesTest {

    private static final List<String> KEYS = List.of("type", "subject", "size", "vip");

    @Property
    void agreesWithAPlainReadingOfTheOperators(
            @ForAll("filters") AttributeFilter filter,
            @ForAll("attributes") Optional<Object> value) {
        boolean expected = plainly(filter, value.map(Object::toString).orElse(null));

        assertThat(filter.matches(value.orElse(null)))
                .as("%s of %s", filter, value)
                .isEqualTo(expected);
    }

    @Property
    void judgesAnAttributeByItsTextSoThatAllHttpModesAgree(
            @ForAll("filters") AttributeFilter filter,
            @ForAll("attributes") Optional<Object> value) {
        assertThat(filter.matches(value.map(Object::toString).orElse(null)))
                .isEqualTo(filter.matches(value.orElse(null)));
    }

    @Property
    void wantsWhatAllFiltersWant(
            @ForAll("lists") List<AttributeFilter> filters,
            @ForAll("events") Map<String, Object> event) {
        boolean all = filters.stream().allMatch(each -> each.matches(event.get(each.key())));

        assertThat(new EventFilter(List.of(), filters).matches(event::get)).isEqualTo(all);
        assertThat(new EventFilter(List.of("no such type"), filters).matches(event::get)).isFalse();
    }

    @Property
    void keepsFiltersInTexts(@ForAll("lists") List<AttributeFilter> filters) {
        assertThat(AttributeFilter.fromTexts(AttributeFilter.toTexts(filters))).isEqualTo(filters);
    }

    /** Slow and obvious: one text at a time, everything in small letters. */
    private static boolean plainly(AttributeFilter filter, @Nullable String attribute) {
        String word = filter.operator().word();
        if (word.equals("IsNotNull") || word.equals("IsNullOrUndefined")) {
            return (attribute == null) == word.startsWith("IsNull");
        }
        boolean negative = word.contains("Not");
        if (attribute == null) {
            return word.startsWith("NumberNot") || word.equals("StringNotIn");
        }
        String operator = word.replace("Not", "");
        boolean any = filter.values().stream().anyMatch(each -> plainly(operator, attribute, each));
        return any != negative;
    }

    private static boolean plainly(String operator, String attribute, String value) {
        String text = attribute.toLowerCase(Locale.ROOT);
        String wanted = value.toLowerCase(Locale.ROOT);
        boolean number = attribute.matches("-?[0-9]+");
        return switch (operator) {
            case "BoolEquals" -> attribute.equals(value);
            case "StringIn" -> text.equals(wanted);
            case "StringBeginsWith" -> text.startsWith(wanted);
            case "StringEndsWith" -> text.endsWith(wanted);
            case "StringContains" -> text.contains(wanted);
            case "NumberIn" -> number && Long.parseLong(text) == Long.parseLong(value);
            case "NumberLessThan" -> number && Long.parseLong(text) < Long.parseLong(value);
            case "NumberLessThanOrEquals" ->
                    number && Long.parseLong(text) <= Long.parseLong(value);
            case "NumberGreaterThan" -> number && Long.parseLong(text) > Long.parseLong(value);
            case "NumberGreaterThanOrEquals" ->
                    number && Long.parseLong(text) >= Long.parseLong(value);
            case "NumberInRange" -> {
                String[] ends = value.substring(1, value.length() - 1).split(",", 2);
                yield number
                        && Long.parseLong(ends[0]) <= Long.parseLong(text)
                        && Long.parseLong(text) <= Long.parseLong(ends[1]);
            }
            default -> throw new AssertionError(operator);
        };
    }

    @Provide
    Arbitrary<AttributeFilter> filters() {
        return Combinators.combine(Arbitraries.of(FilterOperator.class), Arbitraries.of(KEYS))
                .flatAs((operator, key) ->
                        values(operator).map(values -> new AttributeFilter(operator, key, values)));
    }

    @Provide
    Arbitrary<List<AttributeFilter>> lists() {
        return filters().list().ofMaxSize(6);
    }

    @Provide
    Arbitrary<Optional<Object>> attributes() {
        return Arbitraries.oneOf(
                texts().map(text -> Optional.<Object>of(text)),
                Arbitraries.integers().between(-20, 20).map(number -> Optional.<Object>of(number)),
                Arbitraries.integers()
                        .between(-20, 20)
                        .map(number -> Optional.<Object>of("" + number)),
                Arbitraries.of(true, false).map(flag -> Optional.<Object>of(flag)),
                Arbitraries.just(Optional.empty()));
    }

    @Provide
    Arbitrary<Map<String, Object>> events() {
        return Arbitraries.maps(
                Arbitraries.of(KEYS),
                attributes().filter(Optional::isPresent).map(Optional::orElseThrow));
    }

    private static Arbitrary<String> texts() {
        return Arbitraries.strings().withChars("aAbB/1é").ofMaxLength(4);
    }

    private static Arbitrary<List<String>> values(FilterOperator operator) {
        String word = operator.word();
        if (word.startsWith("Is")) {
            return Arbitraries.just(List.of());
        }
        Arbitrary<Integer> numbers = Arbitraries.integers().between(-20, 20);
        Arbitrary<String> one =
                switch (word) {
                    case "BoolEquals" -> Arbitraries.of("true", "false");
                    case "NumberInRange", "NumberNotInRange" ->
                            Combinators.combine(numbers, Arbitraries.integers().between(0, 9))
                                    .as((low, width) -> "[" + low + "," + (low + width) + "]");
                    case String it when it.startsWith("Number") -> numbers.map(String::valueOf);
                    default -> texts();
                };
        boolean many = word.startsWith("String") || word.contains("In");
        return one.list().ofMinSize(1).ofMaxSize(many ? 4 : 1).map(List::copyOf);
    }
}
