package io.gridgate.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

class EventFilterTest {

    @Test
    void wantsEverythingWithoutTypes() {
        assertThat(EventFilter.ALL.matches(name -> null)).isTrue();
        assertThat(new EventFilter(List.of())).isEqualTo(EventFilter.ALL);
    }

    @Test
    void wantsTheIncludedTypesExactly() {
        EventFilter filter = new EventFilter(List.of("a.b", "c.d"));

        assertThat(matches(filter, "a.b")).isTrue();
        assertThat(matches(filter, "c.d")).isTrue();
        assertThat(matches(filter, "A.B")).isFalse();
        assertThat(matches(filter, "a.b.c")).isFalse();
        assertThat(filter.matches(name -> null)).isFalse();
    }

    @Test
    void dropsRepeatedTypes() {
        assertThat(new EventFilter(List.of("a", "b", "a")).includedEventTypes())
                .containsExactly("a", "b");
    }

    @Test
    void refusesEmptyTypesAndOverlongLists() {
        assertThatThrownBy(() -> new EventFilter(List.of("a", "")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("includedEventTypes must not contain an empty type");
        assertThatThrownBy(() -> new EventFilter(types(101)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("includedEventTypes has 101 types, at most 100 are allowed");
        assertThat(new EventFilter(types(100)).includedEventTypes()).hasSize(100);
        assertThat(new EventFilter(Collections.nCopies(101, "a")).includedEventTypes())
                .containsExactly("a");
    }

    private static List<String> types(int count) {
        return IntStream.range(0, count).mapToObj(i -> "type" + i).toList();
    }

    private static boolean matches(EventFilter filter, String type) {
        return filter.matches(Map.<String, Object>of("type", type)::get);
    }
}
