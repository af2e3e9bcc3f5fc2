package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;

/**
 * A name that callers use, and the targets behind it.
 *
 * @param targets at least one; exactly one for {@link Strategy#STATIC}
 * @param losses what happens to a request of which a target cannot carry everything; absent where the server's rule holds
 */
public record RouteSettings(String name, Strategy strategy, List<TargetSettings> targets, Optional<LossRule> losses) {

    public RouteSettings {
        Checks.name("route", name);
        targets = List.copyOf(targets);
        switch (strategy) {
            case STATIC -> Checks.that(targets.size() == 1, "targets", targets.size(), "exactly one for static");
            case PRIORITY -> Checks.that(!targets.isEmpty(), "targets", 0, "at least one");
        }
    }

    /** A route under the server's rule for losses. */
    public RouteSettings(String name, Strategy strategy, List<TargetSettings> targets) {
        this(name, strategy, targets, Optional.empty());
    }
}
