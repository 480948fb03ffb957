package io.gridgate.contract.compatibility;

import io.gridgate.contract.SchemaPlace;
import io.gridgate.contract.Schemas;
import io.gridgate.contract.Schemas.Loaded;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Tells whether a changed contract breaks those who send or read. Nothing found is a proof: then
 * all data that keeps the one contract keeps the other. For one thread.
 *
 * @param directions which ways to look
 * @param knownOnly whether to look only at data whose objects have no properties but those that the
 *     contract names for which they were made
 */
public record Compatibility(Set<Direction> directions, boolean knownOnly) {

    /** Copies the set. */
    public Compatibility {
        directions = Set.copyOf(directions);
    }

    /**
     * Compares two contracts.
     *
     * @param old the contract as it was
     * @param changed the contract as it is now
     * @return what breaks, or may break
     */
    public List<Finding> findings(Loaded old, Loaded changed) {
        List<Finding> found = new ArrayList<>();
        if (directions.contains(Direction.BACKWARD)) {
            differences(old, changed).stream()
                    .map(it ->
                            new Finding(
                                    Direction.BACKWARD,
                                    place(it, changed),
                                    it.data(),
                                    it.given(),
                                    it.asked(),
                                    it.certain()))
                    .distinct()
                    .forEach(found::add);
        }
        if (directions.contains(Direction.FORWARD)) {
            differences(changed, old).stream()
                    .map(it ->
                            new Finding(
                                    Direction.FORWARD,
                                    place(it, old),
                                    it.data(),
                                    it.asked(),
                                    it.given(),
                                    it.certain()))
                    .distinct()
                    .forEach(found::add);
        }
        return found;
    }

    private List<Difference> differences(Loaded given, Loaded asked) {
        return new Containment(given.schemas(), asked.schemas(), knownOnly)
                .differences(given.contract(), asked.contract());
    }

    private static String place(Difference difference, Loaded rules) {
        SchemaPlace rule = difference.rule();
        String keyword = difference.keyword().isEmpty() ? "" : "/" + difference.keyword();
        boolean here = rule.document().equals(rules.contract().document());
        Schemas schemas = rules.schemas();
        String pointer = rule.pointer() + keyword;
        return here ? pointer : schemas.file(rule) + "#" + pointer;
    }
}
