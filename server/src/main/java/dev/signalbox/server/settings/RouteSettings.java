package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;

/**
 * A name that callers use, and the targets behind it.
 *
 * @param targets at least one; exactly one for {@link Strategy#STATIC}
 * @param losses what happens to a request of which a target cannot carry everything; absent where the server's rule holds
 * @param weights what the weights of the targets are; of meaning for {@link Strategy#WEIGHTED} only
 * @param lifecycle how the route goes away; absent where it stays
 * @param sticky how sessions stay with a target; for strategies that share requests
 */
public record RouteSettings(
        String name,
        Strategy strategy,
        List<TargetSettings> targets,
        Optional<LossRule> losses,
        WeightRule weights,
        Optional<LifecycleSettings> lifecycle,
        Optional<StickySettings> sticky) {

    public RouteSettings {
        Checks.name("route", name);
        targets = List.copyOf(targets);
        switch (strategy) {
            case STATIC -> Checks.that(targets.size() == 1, "targets", targets.size(), "exactly one for static");
            case PRIORITY -> Checks.that(!targets.isEmpty(), "targets", 0, "at least one");
            case WEIGHTED -> {
                oneGroup(targets);
                long sum = targets.stream().mapToLong(TargetSettings::weight).sum();
                Checks.that(sum > 0, "weights", sum, "at least one above 0");
                Checks.that(weights == WeightRule.RELATIVE || sum == WeightRule.WHOLE, "weights", sum, "a sum of 100");
            }
            case POOL, LATENCY -> {
                oneGroup(targets);
                targets.forEach(
                        target -> Checks.that(target.weight() == 1, "weight", target.weight(), "1: all are equal"));
            }
        }
        Checks.that(
                weights == WeightRule.RELATIVE || strategy == Strategy.WEIGHTED,
                "weights",
                weights.word(),
                "relative for " + strategy.word());
        Checks.that(sticky.isEmpty() || strategy.shares(), "sticky", strategy.word(), "the strategy weighted or pool");
    }

    /** A route with relative weights. */
    public RouteSettings(String name, Strategy strategy, List<TargetSettings> targets, Optional<LossRule> losses) {
        this(name, strategy, targets, losses, WeightRule.RELATIVE, Optional.empty(), Optional.empty());
    }

    /** A route under the server's rule for losses. */
    public RouteSettings(String name, Strategy strategy, List<TargetSettings> targets) {
        this(name, strategy, targets, Optional.empty());
    }

    private static void oneGroup(List<TargetSettings> targets) {
        Checks.that(!targets.isEmpty(), "targets", 0, "at least one");
        targets.forEach(
                target -> Checks.that(target.priority() == 0, "priority", target.priority(), "0: there are no groups"));
    }
}
