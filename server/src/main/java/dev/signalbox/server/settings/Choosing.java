package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;

/** How a route chooses, for one request, among its branches. Each strategy that has branches has a form of its own. */
public sealed interface Choosing {
    /** There is one branch. */
    record Plain() implements Choosing {}

    /**
     * By what kind of work is asked for. Branches are labelled with the names of tasks.
     *
     * @param patterns the first that fits a request names its task
     * @param classifier is asked before them, where there is one
     */
    record Tasks(List<TaskPattern> patterns, Optional<ClassifierSettings> classifier) implements Choosing {
        /** Takes a defensive copy. */
        public Tasks {
            patterns = List.copyOf(patterns);
        }
    }

    /**
     * By how much of a model a request needs. Branches are labelled with the words of tiers, the lowest first.
     *
     * @param classifier is asked in place of the built-in judgement, where there is one
     */
    record Tiers(Optional<ClassifierSettings> classifier) implements Choosing {}

    /**
     * By rules. The branches stand in the order of the rules; behind them may stand one for what fits no rule.
     *
     * @param rules the first that fits a request decides
     */
    record Rules(List<RuleSettings> rules) implements Choosing {
        /** Takes a defensive copy. */
        public Rules {
            rules = List.copyOf(rules);
        }

        /** What selects the targets of the branch with this number, if they are not named. */
        public Optional<CatalogueQuery> query(int branch) {
            return branch < rules.size() ? rules.get(branch).query() : Optional.empty();
        }
    }

    /**
     * There is one branch, of which a target's answer may send the request on to the next.
     *
     * @param escalate when it does
     */
    record Cascade(EscalateSettings escalate) implements Choosing {}

    /**
     * There is one branch, of which a trained judgement of the prompt picks a target.
     *
     * @param by what it goes by
     */
    record Learned(LearnedSettings by) implements Choosing {}

    static Choosing plain() {
        return new Plain();
    }
}
