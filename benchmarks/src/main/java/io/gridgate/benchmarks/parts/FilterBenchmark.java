package io.gridgate.benchmarks.parts;

import io.gridgate.event.Event;
import io.gridgate.filter.AttributeFilter;
import io.gridgate.filter.EventFilter;
import io.gridgate.filter.FilterOperator;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Whether a subscription wants an event; beside a look-up of its type in a hash set. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 4, time = 1)
@Measurement(iterations = 5, time = 1)
public class FilterBenchmark {

    private static final List<String> TYPES =
            IntStream.range(0, 25).mapToObj(i -> "com.contoso.order.changed" + i).toList();

    private final Event event = SampleEvents.event(1);
    private final EventFilter one = new EventFilter(List.of(event.type()));
    private final EventFilter many = new EventFilter(TYPES);
    private final EventFilter attribute =
            filters(new AttributeFilter(FilterOperator.STRING_BEGINS_WITH, "source", TYPES));
    private final EventFilter absent =
            filters(
                    new AttributeFilter(FilterOperator.STRING_NOT_IN, "nosuch", List.of("a")),
                    new AttributeFilter(FilterOperator.NUMBER_IN, "nosuch", List.of("1")));
    private final Set<String> types = new HashSet<>(TYPES);

    /** Made by JMH. */
    public FilterBenchmark() {}

    /**
     * All events are wanted.
     *
     * @return whether it is wanted
     */
    @Benchmark
    @Beside("hashSet")
    public boolean all() {
        return EventFilter.ALL.matches(event::attribute);
    }

    /**
     * Events of one type are wanted, this one too.
     *
     * @return whether it is wanted
     */
    @Benchmark
    @Beside("hashSet")
    public boolean oneType() {
        return one.matches(event::attribute);
    }

    /**
     * Events of 25 types are wanted, this one not.
     *
     * @return whether it is wanted
     */
    @Benchmark
    @Beside("hashSet")
    public boolean otherTypes() {
        return many.matches(event::attribute);
    }

    /**
     * Events are wanted whose attribute begins with one of 25 texts, this one not.
     *
     * @return whether it is wanted
     */
    @Benchmark
    @Beside("hashSet")
    public boolean attributeBeginsWith() {
        return attribute.matches(event::attribute);
    }

    /**
     * Two filters on an attribute that the event does not have.
     *
     * @return whether it is wanted
     */
    @Benchmark
    @Beside("hashSet")
    public boolean absentAttribute() {
        return absent.matches(event::attribute);
    }

    private static EventFilter filters(AttributeFilter... filters) {
        return new EventFilter(List.of(), List.of(filters));
    }

    /**
     * A look-up in a set.
     *
     * @return whether it is there
     */
    @Benchmark
    public boolean hashSet() {
        return types.contains(event.type());
    }
}
