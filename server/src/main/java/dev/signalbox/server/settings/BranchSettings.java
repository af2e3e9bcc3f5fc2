package dev.signalbox.server.settings;

import java.util.List;

/**
 * Targets of a route that belong together: all of them where the strategy only orders, those of one case where it first
 * chooses a case.
 *
 * @param label what the case is called; empty where there is only one
 * @param place where the targets are written, seen from the route, such as {@code targets} or {@code tiers.simple}
 */
public record BranchSettings(String label, String place, List<TargetSettings> targets) {
    public static final String PLAIN_PLACE = "targets";

    /** Where the targets are written that serve what no case has targets for; also what that case is called. */
    public static final String OTHERWISE = "otherwise";

    public BranchSettings {
        targets = List.copyOf(targets);
    }

    /** All targets of a route that does not choose among cases. */
    public static BranchSettings plain(List<TargetSettings> targets) {
        return new BranchSettings("", PLAIN_PLACE, targets);
    }
}
