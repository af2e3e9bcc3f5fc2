package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;

/**
 * What becomes of a request that no target of its route can hold.
 *
 * @param targets that serve it then, in this order; for {@link OverflowRule#LARGER} only
 * @param summary how its oldest turns are summarised; for {@link OverflowRule#SUMMARISE} only
 */
public record OverflowSettings(OverflowRule rule, List<TargetSettings> targets, Optional<SummarySettings> summary) {
    /** The branch of an offer in which such targets stand. */
    public static final String LABEL = "overflow";

    public OverflowSettings {
        targets = List.copyOf(targets);
        Checks.that(
                (rule == OverflowRule.LARGER) != targets.isEmpty(),
                "overflow",
                targets.size() + " targets for on-context-overflow: " + rule.word(),
                "some for larger, none otherwise");
        Checks.that(
                (rule == OverflowRule.SUMMARISE) == summary.isPresent(),
                "summarise",
                summary.map(SummarySettings::model).orElse("no model"),
                "a model for on-context-overflow: summarise only");
        targets.forEach(target -> Checks.that(
                target.priority() == 0 && target.weight() == 1,
                "overflow",
                "a priority or a weight",
                "targets in the order in which they are tried"));
    }

    /** Without a model that summarises. */
    public OverflowSettings(OverflowRule rule, List<TargetSettings> targets) {
        this(rule, targets, Optional.empty());
    }

    /** Such a request is refused. */
    public static OverflowSettings reject() {
        return new OverflowSettings(OverflowRule.REJECT, List.of());
    }
}
