package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TargetSettings;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What was asked for, found in the catalogue. */
public sealed interface Offer {
    /** The name that the caller used. */
    String asked();

    /** How what the caller named goes away, if it does; that of a route's models is not the caller's concern. */
    default Optional<LifecycleSettings> lifecycle() {
        return switch (this) {
            case Routed routed -> routed.route().lifecycle();
            case Direct direct -> direct.target().model().lifecycle();
        };
    }

    /**
     * A route: its strategy chooses among its branches and orders what is in them.
     *
     * @param branches what lives of them, in the order of the configuration; one that is empty keeps its place
     * @param retired targets that do not live any more, each with its reason
     */
    record Routed(String asked, RouteSettings route, List<Branch> branches, List<Skipped> retired) implements Offer {
        /** Takes defensive copies. */
        public Routed {
            branches = List.copyOf(branches);
            retired = List.copyOf(retired);
        }

        /** A route of one branch, all of whose targets live. */
        public static Routed of(RouteSettings route, List<Target> targets) {
            return of(route, targets, List.of());
        }

        /** A route of one branch. */
        public static Routed of(RouteSettings route, List<Target> targets, List<Skipped> retired) {
            List<Choice> choices = targets.stream().<Choice>map(Choice.One::new).toList();
            return new Routed(route.name(), route, List.of(new Branch("", choices)), retired);
        }

        /**
         * Whether one of the targets of the first so many branches fits. Asked for every request, so it makes no stream of
         * perhaps a thousand targets.
         */
        public boolean hasTarget(int firstBranches, Predicate<Target> condition) {
            for (Branch branch : branches.subList(0, Math.min(firstBranches, branches.size()))) {
                for (Choice choice : branch.choices()) {
                    if (choice.has(condition)) {
                        return true;
                    }
                }
            }
            return false;
        }

        /** Every target that lives, in all branches and pools. */
        public Stream<Target> targets() {
            return branches.stream()
                    .flatMap(branch -> branch.choices().stream())
                    .flatMap(Choice::targets);
        }
    }

    /** Choices that belong together. */
    record Branch(String label, List<Choice> choices) {
        /** Takes a defensive copy. */
        public Branch {
            choices = List.copyOf(choices);
        }
    }

    /** What a branch may send to. */
    sealed interface Choice {
        /** All targets that it stands for. */
        Stream<Target> targets();

        /** Whether one of them fits. */
        boolean has(Predicate<Target> condition);

        /** The share that it has of its branch. */
        int weight();

        /** One model. */
        record One(Target target) implements Choice {
            @Override
            public Stream<Target> targets() {
                return Stream.of(target);
            }

            @Override
            public boolean has(Predicate<Target> condition) {
                return condition.test(target);
            }

            @Override
            public int weight() {
                return target.weight();
            }
        }

        /**
         * Several that take their turn in one place.
         *
         * @param rules what the outer route says of the pool
         * @param pool the route that says how its members are ordered
         */
        record Pool(TargetSettings rules, RouteSettings pool, List<Target> members) implements Choice {
            /** Takes a defensive copy. */
            public Pool {
                members = List.copyOf(members);
            }

            @Override
            public Stream<Target> targets() {
                return members.stream();
            }

            @Override
            public boolean has(Predicate<Target> condition) {
                for (Target member : members) {
                    if (condition.test(member)) {
                        return true;
                    }
                }
                return false;
            }

            @Override
            public int weight() {
                return rules.weight();
            }
        }
    }

    /** A concrete model, which bypasses all routes. */
    record Direct(String asked, Target target) implements Offer {}
}
