package dev.signalbox.server.routing;

import dev.signalbox.server.settings.RuleSettings;
import java.util.List;

/**
 * The first rule that fits decides. What becomes of its targets makes no difference: a request must not come to what another
 * rule keeps for others because its own is unhealthy.
 *
 * @param otherwise whether a branch behind those of the rules serves what fits none
 */
record ByRules(List<RuleSettings> rules, boolean otherwise) implements Selector {
    @Override
    public Selection select(Demand demand) {
        for (int i = 0; i < rules.size(); i++) {
            RuleSettings rule = rules.get(i);
            if (Conditions.fit(rule.when(), demand)) {
                return new Selection(List.of(i), "rule " + rule.id());
            }
        }
        return otherwise
                ? new Selection(List.of(rules.size()), "otherwise: no rule fits")
                : new Selection(List.of(), "no rule fits this request (expected: one that a rule of the route is for)");
    }
}
