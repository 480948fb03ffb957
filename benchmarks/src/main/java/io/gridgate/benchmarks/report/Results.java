package io.gridgate.benchmarks.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Figures with where they come from, kept as one JSON file. Runs of some scenarios replace those
 * figures and leave the others, which may be of another commit.
 *
 * @param entries the figures, in the order of the scenarios
 */
public record Results(List<Entry> entries) {

    private static final ObjectMapper JSON =
            new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    /**
     * A figure and how it came about.
     *
     * @param figure what was measured
     * @param setting servers pinned to a core or not, length and number of measurements
     * @param machine on what
     * @param at the day
     */
    public record Entry(Figure figure, String setting, MachineFacts machine, String at) {}

    /** Copies the list. */
    public Results {
        entries = List.copyOf(entries);
    }

    /**
     * Reads results.
     *
     * @param file the file; none means none
     * @return what is there
     */
    public static Results read(Path file) {
        if (!Files.exists(file)) {
            return new Results(List.of());
        }
        try {
            List<Entry> entries = new ArrayList<>();
            for (JsonNode node : JSON.readTree(file.toFile()).path("figures")) {
                entries.add(entry(node));
            }
            return new Results(entries);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file, e);
        }
    }

    /**
     * Puts newer figures in the place of those with the same name and behind the others.
     *
     * @param newer what was measured now
     * @param order names in the order to keep
     * @return both together
     */
    public Results with(List<Entry> newer, List<String> order) {
        Map<String, Entry> all = new LinkedHashMap<>();
        entries.forEach(entry -> all.put(entry.figure().scenario(), entry));
        newer.forEach(entry -> all.put(entry.figure().scenario(), entry));
        List<Entry> sorted = new ArrayList<>(all.values());
        sorted.sort(Comparator.comparingInt(entry -> rank(entry.figure().scenario(), order)));
        return new Results(sorted);
    }

    /** A figure belongs to the scenario whose name is the longest beginning of its own. */
    private static int rank(String name, List<String> order) {
        int rank = order.size();
        int longest = -1;
        for (String scenario : order) {
            boolean belongs = name.equals(scenario) || name.startsWith(scenario + "-");
            if (belongs && scenario.length() > longest) {
                longest = scenario.length();
                rank = order.indexOf(scenario);
            }
        }
        return rank;
    }

    /**
     * Writes results.
     *
     * @param file where
     */
    public void write(Path file) {
        ObjectNode root = JSON.createObjectNode();
        ArrayNode figures = root.putArray("figures");
        for (Entry entry : entries) {
            figures.add(node(entry));
        }
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(file, JSON.writeValueAsString(root) + "\n");
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + file, e);
        }
    }

    private static ObjectNode node(Entry entry) {
        Figure figure = entry.figure();
        ObjectNode node = JSON.createObjectNode();
        node.put("scenario", figure.scenario());
        node.put("what", figure.what());
        node.put("unit", figure.unit());
        node.set("value", node(figure.value()));
        Target target = figure.target();
        if (target != null) {
            node.set("target", JSON.valueToTree(target));
        }
        ObjectNode beside = node.putObject("beside");
        figure.beside().forEach((name, spread) -> beside.set(name, node(spread)));
        node.put("setting", entry.setting());
        node.set("machine", JSON.valueToTree(entry.machine()));
        node.put("at", entry.at());
        return node;
    }

    private static ObjectNode node(Spread spread) {
        return JSON.createObjectNode()
                .put("median", rounded(spread.median()))
                .put("min", rounded(spread.min()))
                .put("max", rounded(spread.max()));
    }

    /** Four digits are more than any measurement has. */
    private static double rounded(double value) {
        return new BigDecimal(value).round(new MathContext(5)).doubleValue();
    }

    private static Entry entry(JsonNode node) throws IOException {
        Map<String, Spread> beside = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> other : node.path("beside").properties()) {
            beside.put(other.getKey(), spread(other.getValue()));
        }
        @Nullable Target target =
                node.has("target") ? JSON.treeToValue(node.get("target"), Target.class) : null;
        Figure figure =
                new Figure(
                        node.path("scenario").asText(),
                        node.path("what").asText(),
                        node.path("unit").asText(),
                        spread(node.path("value")),
                        target,
                        beside);
        return new Entry(
                figure,
                node.path("setting").asText(),
                JSON.treeToValue(node.path("machine"), MachineFacts.class),
                node.path("at").asText());
    }

    private static Spread spread(JsonNode node) {
        return new Spread(
                node.path("median").asDouble(),
                node.path("min").asDouble(),
                node.path("max").asDouble());
    }
}
