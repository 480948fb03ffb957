package io.gridgate.wellbeing;

import io.gridgate.wellbeing.story.StoryEvents;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The two ways to tell the story. */
public enum Style {
    /** Each part listens to what it needs. */
    CHOREOGRAPHY,
    /** A process manager says what comes next. */
    PROCESS;

    /** The topic of all events of the story. */
    public static final String TOPIC = "wellbeing";

    /** Returns the types of events that each event subscription wants. */
    private SortedMap<String, List<String>> wanted() {
        return new TreeMap<>(
                switch (this) {
                    case CHOREOGRAPHY ->
                            Map.of(
                                    "correspondence",
                                    List.of(StoryEvents.RECORDED, StoryEvents.REQUESTED),
                                    "hr-notices",
                                    List.of(StoryEvents.RECORDED, StoryEvents.SENT));
                    case PROCESS ->
                            Map.of(
                                    "check-in",
                                    List.of(StoryEvents.RECORDED, StoryEvents.SENT),
                                    "correspondence",
                                    List.of(StoryEvents.REQUESTED),
                                    "hr-notices",
                                    List.of(StoryEvents.REPORTED));
                });
    }

    /** Returns the style of a name, in small letters. */
    public static Style of(String name) {
        return switch (name) {
            case "choreography" -> CHOREOGRAPHY;
            case "process" -> PROCESS;
            default ->
                    throw new IllegalArgumentException(
                            "style is '%s', must be process or choreography".formatted(name));
        };
    }

    String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns the event subscriptions, as options of {@code gridgate namespace}. */
    public List<String> subscriptionOptions() {
        return wanted().entrySet().stream()
                .flatMap(entry -> Stream.of("--subscription", option(entry)))
                .toList();
    }

    private static String option(Map.Entry<String, List<String>> entry) {
        return "%s/%s,types=%s"
                .formatted(TOPIC, entry.getKey(), String.join(";", entry.getValue()));
    }
}
