package io.gridgate.handlers.routingslip;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What is written on a routing slip. As text, {@code hop|undone|done,done=note|todo,todo}, each
 * name and note in the form encoding, so that it survives as the string that an extension is.
 *
 * @param hop how many steps the event has gone, back and forth; from 0
 * @param undone the type of the event that says that all was undone
 * @param done what was done, in order, and not undone yet
 * @param todo the types that are still to be gone through; empty on the way back
 * @param back whether the event is on its way back
 */
record Slip(int hop, String undone, List<DoneStep> done, List<String> todo, boolean back) {

    /**
     * A step that is done.
     *
     * @param type the type of the event that asked for it
     * @param note what it needs to undo itself
     */
    record DoneStep(String type, String note) {}

    static final int STEPS_MAX = 50;
    private static final int CHARS_MAX = 200_000;
    private static final String UNDO = ".undo";

    /** Checks that there is something to go. */
    Slip {
        done = List.copyOf(done);
        todo = List.copyOf(todo);
        int steps = done.size() + todo.size();
        if (hop < 0 || hop > 2 * STEPS_MAX || steps > STEPS_MAX) {
            throw new IllegalArgumentException(
                    "a slip has %d steps at most, not %d".formatted(STEPS_MAX, steps));
        }
        if (undone.isEmpty()
                || todo.stream().anyMatch(String::isEmpty)
                || done.stream().anyMatch(step -> step.type().isEmpty())) {
            throw new IllegalArgumentException("a step is an event type, which is not empty");
        }
    }

    /** Returns the type of the event that goes on; empty where all is done. */
    Optional<String> type() {
        if (!back) {
            return todo.stream().findFirst();
        }
        return Optional.of(done.isEmpty() ? undone : done.getLast().type() + UNDO);
    }

    Slip worked(String note) {
        List<DoneStep> longer = new ArrayList<>(done);
        longer.add(new DoneStep(todo.getFirst(), note));
        return new Slip(hop + 1, undone, longer, todo.subList(1, todo.size()), false);
    }

    Slip failed() {
        return new Slip(hop + 1, undone, done, List.of(), true);
    }

    Slip undid() {
        return new Slip(hop + 1, undone, done.subList(0, done.size() - 1), List.of(), true);
    }

    String text() {
        String before =
                done.stream()
                        .map(step -> encoded(step.type()) + "=" + encoded(step.note()))
                        .collect(Collectors.joining(","));
        String after = todo.stream().map(Slip::encoded).collect(Collectors.joining(","));
        return hop + "|" + encoded(undone) + "|" + before + "|" + (back ? "<" : after);
    }

    static Slip parse(String text) {
        String[] parts = text.length() > CHARS_MAX ? new String[0] : text.split("\\|", -1);
        if (parts.length != 4 || !parts[0].matches("\\d{1,4}")) {
            throw new IllegalArgumentException("its routingslip is no slip");
        }
        boolean back = parts[3].equals("<");
        return new Slip(
                Integer.parseInt(parts[0]),
                decoded(parts[1]),
                entries(parts[2]).map(Slip::doneStep).toList(),
                back ? List.of() : entries(parts[3]).map(Slip::decoded).toList(),
                back);
    }

    private static Stream<String> entries(String list) {
        return list.isEmpty() ? Stream.empty() : Arrays.stream(list.split(",", -1));
    }

    private static DoneStep doneStep(String entry) {
        int equals = entry.indexOf('=');
        if (equals < 0) {
            throw new IllegalArgumentException("its routingslip is no slip");
        }
        return new DoneStep(
                decoded(entry.substring(0, equals)), decoded(entry.substring(equals + 1)));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
