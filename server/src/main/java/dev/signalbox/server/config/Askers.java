package dev.signalbox.server.config;

import dev.signalbox.server.settings.Matching;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The words by which rules know who asks: one that fits no caller is probably a slip, for the rule would never fit. */
final class Askers {
    /** What rules call it, and what callers do; none where the caller's name is meant. */
    private static final Map<String, String> LABELS = Map.of("tenants", "tenant", "teams", "team", "plans", "plan");

    private final Spot root;
    private final Spot callers;

    Askers(Spot root) {
        this.root = root;
        this.callers = root.at("callers");
    }

    void check() {
        Set<String> names = References.written(callers);
        if (names.isEmpty()) {
            return;
        }
        Map<String, Set<String>> known = Map.of(
                "tenants", labels("tenants"), "teams", labels("teams"), "plans", labels("plans"), "callers", names);
        References.each(root.at("routes"), route -> {
            for (Spot rule : References.items(route.at("rules"))) {
                Spot when = rule.at("when");
                for (String kind : List.of("callers", "tenants", "plans", "teams")) {
                    check(when.at(kind), LABELS.getOrDefault(kind, "caller"), known.getOrDefault(kind, Set.of()));
                }
            }
        });
    }

    private static void check(Spot words, String what, Set<String> known) {
        for (Spot spot : References.items(words)) {
            References.word(spot)
                    .filter(word -> known.stream().noneMatch(new Matching(List.of(word))::admits))
                    .ifPresent(word -> spot.warning(
                            "no caller" + (what.equals("caller") ? "" : " of the " + what) + " " + Shown.quoted(word),
                            References.listed(known),
                            Nearest.phrase(word, known)));
        }
    }

    private Set<String> labels(String kind) {
        Set<String> labels = new TreeSet<>();
        References.each(
                callers,
                caller -> References.word(caller.at(LABELS.getOrDefault(kind, "")))
                        .ifPresent(labels::add));
        return labels;
    }
}
