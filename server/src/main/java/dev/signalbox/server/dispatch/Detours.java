package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.wire.dialect.Adjustment;
import java.util.ArrayList;
import java.util.List;

/** The targets that were passed over because they could not carry the request, or had no room for it. */
final class Detours {
    private record Detour(Target target, String why) {}

    private final List<Detour> detours = new ArrayList<>(0);

    void add(Target target, String why) {
        Detour detour = new Detour(target, why);
        if (!detours.contains(detour)) {
            detours.add(detour);
        }
    }

    /** A word on each of them for the request that goes to this one. */
    List<Adjustment> told(Target instead) {
        return detours.stream()
                .filter(detour -> !detour.target.equals(instead))
                .map(detour -> new Adjustment("model", detour.target.name(), instead.name(), detour.why))
                .toList();
    }
}
