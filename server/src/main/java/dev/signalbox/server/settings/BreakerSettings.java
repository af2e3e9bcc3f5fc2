package dev.signalbox.server.settings;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * When targets are taken out of rotation.
 *
 * @param rules each trips by itself; without any, a target is only tried last while two failures in two minutes are at least
 *     a fifth of its attempts
 */
public record BreakerSettings(List<BreakerRule> rules) {

    private static final BreakerSettings NONE = new BreakerSettings(List.of());

    public BreakerSettings {
        rules = List.copyOf(rules);
        Set<String> seen = new HashSet<>();
        rules.forEach(rule -> Checks.that(seen.add(rule.name()), "name", rule.name(), "each name once"));
    }

    public static BreakerSettings none() {
        return NONE;
    }
}
