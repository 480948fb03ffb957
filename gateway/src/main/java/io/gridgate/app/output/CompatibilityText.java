package io.gridgate.app.output;

import io.gridgate.contract.ContractId;
import io.gridgate.contract.compatibility.Finding;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Says what a change of contracts breaks. */
public final class CompatibilityText {

    private CompatibilityText() {}

    /**
     * {@return the text for people}
     *
     * @param contracts which two were compared
     * @param findings what was found
     */
    public static List<String> lines(String contracts, List<Finding> findings) {
        List<String> lines = new ArrayList<>();
        if (findings.isEmpty()) {
            lines.add(contracts + ": compatible");
        }
        for (Finding each : findings) {
            lines.add(
                    "%s: %s, %s, at %s"
                            .formatted(
                                    contracts,
                                    each.certain() ? "BREAKS" : "CANNOT TELL",
                                    direction(each),
                                    each.place().isEmpty() ? "the whole schema" : each.place()));
            lines.add("    data: " + (each.data().isEmpty() ? "the whole value" : each.data()));
            lines.add("    was:  " + orUnknown(each.was()));
            lines.add("    is:   " + orUnknown(each.is()));
            lines.add("    who:  " + each.direction().whoBreaks());
        }
        return lines;
    }

    /**
     * {@return one finding as a line of JSON}
     *
     * @param contracts which two were compared
     * @param finding what was found
     */
    public static String json(String contracts, Finding finding) {
        Map<String, Object> map = new LinkedHashMap<>();
        map.put("contracts", contracts);
        map.put("verdict", finding.certain() ? "breaks" : "cannot-tell");
        map.put("direction", direction(finding));
        map.put("place", finding.place());
        map.put("data", finding.data());
        map.put("was", finding.was());
        map.put("is", finding.is());
        map.put("who", finding.direction().whoBreaks());
        return ReadyLine.text(map);
    }

    /**
     * {@return what is said of a contract that is gone}
     *
     * @param contract its name
     * @param json whether as a line of JSON
     */
    public static String removed(ContractId contract, boolean json) {
        String who = "its events are no longer checked, or are refused where types must be known";
        return json
                ? ReadyLine.text(
                        Map.of(
                                "contracts",
                                contract,
                                "verdict",
                                "breaks",
                                "is",
                                "gone",
                                "who",
                                who))
                : contract + ": BREAKS, it is gone\n    who:  " + who;
    }

    private static String direction(Finding finding) {
        return finding.direction().name().toLowerCase(Locale.ROOT);
    }

    private static String orUnknown(String text) {
        return text.isEmpty() ? "not said in a few words" : text;
    }
}
