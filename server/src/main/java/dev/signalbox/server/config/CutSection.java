package dev.signalbox.server.config;

import dev.signalbox.server.settings.CutSettings;
import dev.signalbox.server.settings.OnCut;
import dev.signalbox.server.settings.RouteSettings;
import java.util.Map;
import java.util.Optional;

/** {@code routes.NAME.on-cut} and its buffer: what follows when a stream breaks off. */
final class CutSection {
    static final Key<RouteSettings, OnCut> ON_CUT = Key.withDefault(
            "on-cut",
            WordKind.oneOf(OnCut.class, Map.of("retry", "use restart", "resume", "use continue")),
            route -> route.cuts().then(),
            CutSettings.DEFAULT.then(),
            "What happens when the stream of a provider breaks off in the middle of an answer: `fail` tells the caller;"
                    + " `restart` holds the first `on-cut-buffer` back and lets a target answer anew while nobody has seen any"
                    + " of it; `continue` lets a target that can go on where the answer broke off.");

    static final Key<RouteSettings, Optional<Integer>> BUFFER = Key.<RouteSettings, Integer>optional(
                    "on-cut-buffer",
                    Numbers.bytes(CutSettings.MOST).as(Long::intValue, Integer::longValue),
                    route -> Optional.of(route.cuts())
                            .filter(cuts -> cuts.then() == OnCut.RESTART)
                            .map(CutSettings::buffer),
                    "How many bytes of an answer's text, reasoning and arguments are held back for `on-cut: restart`.")
            .otherwise("4k");

    private CutSection() {}

    static CutSettings read(Values v) {
        return new CutSettings(v.get(ON_CUT), v.get(BUFFER).orElse(CutSettings.DEFAULT.buffer()));
    }

    /** A buffer that nothing fills would promise what does not happen. */
    static void check(Values v, Spot spot) {
        OnCut then = v.find(ON_CUT).orElse(OnCut.FAIL);
        if (spot.has(BUFFER.name()) && then != OnCut.RESTART) {
            spot.at(BUFFER.name()).errorAtKey("a buffer for on-cut: " + then.word(), "on-cut: restart", "");
        }
    }
}
