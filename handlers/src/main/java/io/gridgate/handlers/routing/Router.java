package io.gridgate.handlers.routing;

import io.cloudevents.CloudEvent;
import io.gridgate.handlers.DeliveryContext;
import io.gridgate.handlers.EventHandler;
import io.gridgate.handlers.Outcome;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Gives each event to the handler of the route that fits it best. The type decides first: the exact
 * type, then its ancestors from the nearest to {@code *}. Among routes of the same type, the longer
 * source wins, then the longer subject, then one with a version. An event that no route wants goes
 * to the handler for unknown events; without one it is rejected, so that it is seen. The cost of a
 * choice grows with the depth of the type and not with the number of types. Safe for use by many
 * threads.
 */
public final class Router implements EventHandler {

    private record Route(Match match, EventHandler handler) {}

    /**
     * The most specific first; equal ones are refused, so the order is complete where it counts.
     */
    private static final Comparator<Route> BEST_FIRST =
            Comparator.<Route>comparingInt(route -> weight(route.match().source()))
                    .thenComparingInt(route -> weight(route.match().subject()))
                    .thenComparing(route -> route.match().version().isPresent())
                    .reversed();

    private final Map<String, List<Route>> byType;
    private final EventHandler unknown;

    private Router(Map<String, List<Route>> byType, EventHandler unknown) {
        this.byType = byType;
        this.unknown = unknown;
    }

    /** {@return a builder without routes} */
    public static Builder builder() {
        return new Builder();
    }

    /** An exact text weighs more than a beginning of the same length. */
    private static int weight(String wanted) {
        return wanted.endsWith(Match.ANY) ? 2 * (wanted.length() - 1) : 2 * wanted.length() + 1;
    }

    @Override
    public Outcome handle(CloudEvent event, DeliveryContext context) throws Exception {
        return handlerOf(event).handle(event, context);
    }

    /** Returns the handler that an event goes to. */
    EventHandler handlerOf(CloudEvent event) {
        String type = event.getType();
        EventHandler found = among(type, event);
        int dot = type.lastIndexOf('.');
        while (found == null && dot >= 0) {
            found = among(type.substring(0, dot) + ".*", event);
            dot = type.lastIndexOf('.', dot - 1);
        }
        if (found == null) {
            found = among(Match.ANY, event);
        }
        return found == null ? unknown : found;
    }

    private @Nullable EventHandler among(String pattern, CloudEvent event) {
        for (Route route : byType.getOrDefault(pattern, List.of())) {
            if (route.match().fits(event)) {
                return route.handler();
            }
        }
        return null;
    }

    /** Collects routes. Not for use by several threads. */
    public static final class Builder {

        private final List<Route> routes = new ArrayList<>();
        private EventHandler unknown =
                (event, _) -> Outcome.reject("no route for type " + event.getType());

        private Builder() {}

        /**
         * Adds a route by type alone.
         *
         * @param type the type, one of its ancestors followed by {@code .*}, or {@code *}
         * @param handler what is done with its events
         * @return this builder
         */
        public Builder on(String type, EventHandler handler) {
            return on(Match.type(type), handler);
        }

        /**
         * Adds a route.
         *
         * @param match which events it wants
         * @param handler what is done with them
         * @return this builder
         * @throws IllegalArgumentException if there is a route for the same events
         */
        public Builder on(Match match, EventHandler handler) {
            if (routes.stream().anyMatch(route -> route.match().equals(match))) {
                throw new IllegalArgumentException("there is a route for " + match + " already");
            }
            routes.add(new Route(match, handler));
            return this;
        }

        /**
         * Decides what becomes of events that no route wants; they are rejected by default.
         *
         * @param handler such as {@code (event, context) -> Outcome.acknowledge()}
         * @return this builder
         */
        public Builder unknown(EventHandler handler) {
            this.unknown = handler;
            return this;
        }

        /** {@return the router} */
        public Router build() {
            Map<String, List<Route>> byType = new HashMap<>();
            routes.stream()
                    .sorted(BEST_FIRST)
                    .forEach(route ->
                            byType.computeIfAbsent(route.match().type(), _ -> new ArrayList<>())
                                    .add(route));
            return new Router(byType, unknown);
        }
    }
}
