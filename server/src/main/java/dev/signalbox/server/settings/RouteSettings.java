package dev.signalbox.server.settings;

import java.util.List;

/**
 * A name that callers use, and the targets behind it.
 *
 * @param targets at least one; exactly one for {@link Strategy#STATIC}
 */
public record RouteSettings(String name, Strategy strategy, List<TargetSettings> targets) {

    public RouteSettings {
        Checks.name("route", name);
        targets = List.copyOf(targets);
        switch (strategy) {
            case STATIC -> Checks.that(targets.size() == 1, "targets", targets.size(), "exactly one for static");
            case PRIORITY -> Checks.that(!targets.isEmpty(), "targets", 0, "at least one");
        }
    }
}
