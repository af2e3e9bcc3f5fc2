package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;

/**
 * A name that callers use, and the targets behind it.
 *
 * @param branches at least one; exactly one, of exactly one target, for {@link Strategy#STATIC}
 * @param choosing how a request gets its branch
 * @param losses what happens to a request of which a target cannot carry everything; absent where the server's rule holds
 * @param weights what the weights of the targets are; of meaning for {@link Strategy#WEIGHTED} only
 * @param lifecycle how the route goes away; absent where it stays
 * @param sticky how sessions stay with a target; for strategies that share requests
 * @param prefixAffinity how requests that begin alike stay together; for strategies whose targets stand for each other
 * @param mode how the strategy works, where it has several ways; absent for its usual one
 * @param zones where data of its requests may be processed; absent means anywhere
 * @param hedge when a request whose answer is late is sent to a second target too; absent where it never is
 * @param cuts what happens when an answer breaks off in its middle
 * @param overflow what becomes of a request that no target can hold
 * @param limits how much it takes in any minute, by all its targets together
 */
public record RouteSettings(
        String name,
        Strategy strategy,
        List<BranchSettings> branches,
        Choosing choosing,
        Optional<LossRule> losses,
        WeightRule weights,
        Optional<LifecycleSettings> lifecycle,
        Optional<StickySettings> sticky,
        Optional<PrefixAffinitySettings> prefixAffinity,
        Optional<RouteMode> mode,
        Optional<List<String>> zones,
        Optional<HedgeSettings> hedge,
        CutSettings cuts,
        OverflowSettings overflow,
        Optional<RateSettings> limits) {

    public RouteSettings {
        Checks.name("route", name);
        branches = List.copyOf(branches);
        zones = zones.map(List::copyOf);
        Checks.that(!branches.isEmpty(), "branches", 0, "at least one");
        branches.forEach(branch -> check(strategy, branch.targets(), weights));
        Checks.that(
                strategy == Strategy.TASK == choosing instanceof Choosing.Tasks
                        && strategy == Strategy.COST == choosing instanceof Choosing.Tiers
                        && strategy == Strategy.RULES == choosing instanceof Choosing.Rules,
                "strategy",
                strategy.word(),
                "the one of the choice among branches");
        Checks.that(
                (strategy == Strategy.CASCADE) == choosing instanceof Choosing.Cascade,
                "strategy",
                strategy.word(),
                "cascade for answers that escalate");
        Checks.that(
                (strategy == Strategy.LEARNED) == choosing instanceof Choosing.Learned,
                "strategy",
                strategy.word(),
                "learned for models that a judgement of the prompt picks");
        Checks.that(
                strategy != Strategy.CASCADE || branches.getFirst().targets().size() > 1,
                "targets",
                branches.getFirst().targets().size(),
                "at least two for cascade");
        Checks.that(
                weights == WeightRule.RELATIVE || strategy == Strategy.WEIGHTED,
                "weights",
                weights.word(),
                "relative for " + strategy.word());
        Checks.that(sticky.isEmpty() || strategy.shares(), "sticky", strategy.word(), "the strategy weighted or pool");
        Checks.that(
                prefixAffinity.isEmpty() || strategy.hasEquals(),
                "prefix-affinity",
                strategy.word(),
                "the strategy weighted, pool or latency");
        mode.ifPresent(word ->
                Checks.that(word.isOf(strategy), "mode", word.word(), "a mode of the strategy " + strategy.word()));
        Checks.that(hedge.isEmpty() || strategy != Strategy.STATIC, "hedge", strategy.word(), "more than one target");
    }

    /** A route with defaults for all that is not given. */
    public static RouteSettings of(String name, Strategy strategy, List<TargetSettings> targets) {
        return builder(name, strategy, targets).build();
    }

    /** The way to a route of one branch. */
    public static Builder builder(String name, Strategy strategy, List<TargetSettings> targets) {
        return new Builder(name, strategy, List.of(BranchSettings.plain(targets)));
    }

    /** The same route with these branches. */
    public RouteSettings withBranches(List<BranchSettings> newBranches) {
        return new RouteSettings(
                name,
                strategy,
                newBranches,
                choosing,
                losses,
                weights,
                lifecycle,
                sticky,
                prefixAffinity,
                mode,
                zones,
                hedge,
                cuts,
                overflow,
                limits);
    }

    /** The targets of all branches. */
    public List<TargetSettings> targets() {
        return branches.size() == 1
                ? branches.getFirst().targets()
                : branches.stream().flatMap(branch -> branch.targets().stream()).toList();
    }

    private static void check(Strategy strategy, List<TargetSettings> targets, WeightRule weights) {
        Checks.that(
                !targets.isEmpty() || strategy == Strategy.RULES || strategy == Strategy.LEARNED,
                "targets",
                0,
                "at least one");
        switch (strategy) {
            case STATIC -> Checks.that(targets.size() == 1, "targets", targets.size(), "exactly one for static");
            case PRIORITY -> {}
            case WEIGHTED -> {
                oneGroup(targets);
                long sum = targets.stream().mapToLong(TargetSettings::weight).sum();
                Checks.that(sum > 0, "weights", sum, "at least one above 0");
                Checks.that(weights == WeightRule.RELATIVE || sum == WeightRule.WHOLE, "weights", sum, "a sum of 100");
            }
            case POOL, LATENCY, TASK, CAPABILITY, COST, RULES, CASCADE, LEARNED -> {
                oneGroup(targets);
                targets.forEach(
                        target -> Checks.that(target.weight() == 1, "weight", target.weight(), "1: all are equal"));
            }
        }
    }

    private static void oneGroup(List<TargetSettings> targets) {
        targets.forEach(
                target -> Checks.that(target.priority() == 0, "priority", target.priority(), "0: there are no groups"));
    }

    /** Collects what a route is made of. */
    public static final class Builder {
        private final String name;
        private final Strategy strategy;
        private List<BranchSettings> branches;
        private Choosing choosing = Choosing.plain();
        private Optional<LossRule> losses = Optional.empty();
        private WeightRule weights = WeightRule.RELATIVE;
        private Optional<LifecycleSettings> lifecycle = Optional.empty();
        private Optional<StickySettings> sticky = Optional.empty();
        private Optional<PrefixAffinitySettings> prefixAffinity = Optional.empty();
        private Optional<RouteMode> mode = Optional.empty();
        private Optional<List<String>> zones = Optional.empty();
        private Optional<HedgeSettings> hedge = Optional.empty();
        private CutSettings cuts = CutSettings.DEFAULT;
        private OverflowSettings overflow = OverflowSettings.reject();
        private Optional<RateSettings> limits = Optional.empty();

        private Builder(String name, Strategy strategy, List<BranchSettings> branches) {
            this.name = name;
            this.strategy = strategy;
            this.branches = branches;
        }

        public Builder branches(Choosing way, List<BranchSettings> cases) {
            this.choosing = way;
            this.branches = cases;
            return this;
        }

        /** Gives the only branch another way to choose within it. */
        public Builder choosing(Choosing way) {
            this.choosing = way;
            return this;
        }

        public Builder losses(Optional<LossRule> value) {
            this.losses = value;
            return this;
        }

        public Builder weights(WeightRule value) {
            this.weights = value;
            return this;
        }

        public Builder lifecycle(Optional<LifecycleSettings> value) {
            this.lifecycle = value;
            return this;
        }

        public Builder sticky(Optional<StickySettings> value) {
            this.sticky = value;
            return this;
        }

        public Builder prefixAffinity(Optional<PrefixAffinitySettings> value) {
            this.prefixAffinity = value;
            return this;
        }

        public Builder mode(Optional<RouteMode> value) {
            this.mode = value;
            return this;
        }

        public Builder zones(Optional<List<String>> value) {
            this.zones = value;
            return this;
        }

        public Builder hedge(Optional<HedgeSettings> value) {
            this.hedge = value;
            return this;
        }

        public Builder cuts(CutSettings value) {
            this.cuts = value;
            return this;
        }

        public Builder overflow(OverflowSettings value) {
            this.overflow = value;
            return this;
        }

        public Builder limits(Optional<RateSettings> value) {
            this.limits = value;
            return this;
        }

        public RouteSettings build() {
            return new RouteSettings(
                    name,
                    strategy,
                    branches,
                    choosing,
                    losses,
                    weights,
                    lifecycle,
                    sticky,
                    prefixAffinity,
                    mode,
                    zones,
                    hedge,
                    cuts,
                    overflow,
                    limits);
        }
    }
}
