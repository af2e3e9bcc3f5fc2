package dev.signalbox.server.config;

import java.util.Set;

/** The rule between {@code ledger.graders} and callers: each is configured. */
final class Graders {
    static final String KEY = "graders";

    private Graders() {}

    static void check(Spot root) {
        Spot graders = root.at("ledger").at(KEY);
        Set<String> callers = References.written(root.at("callers"));
        for (Spot spot : References.items(graders)) {
            References.word(spot)
                    .filter(name -> !callers.contains(name))
                    .ifPresent(name -> spot.error(
                            "no caller " + Shown.quoted(name),
                            References.listed(callers),
                            Nearest.phrase(name, callers)));
        }
    }
}
