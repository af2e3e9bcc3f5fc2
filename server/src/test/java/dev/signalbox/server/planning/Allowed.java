package dev.signalbox.server.planning;

import static dev.signalbox.server.planning.RandomRoutes.ZONES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.Strategy;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** What may serve a request, told once more and apart from the code that plans. */
final class Allowed {
    private Allowed() {}

    static boolean may(Target target, PlansHoldTest.Asked asked) {
        ModelSettings model = target.model();
        BoundarySettings boundary = asked.caller().boundary();
        boolean zone = boundary.zones().isEmpty()
                || model.zone().filter(boundary.zones().get()::contains).isPresent();
        boolean dataClass = boundary.dataClass().isEmpty()
                ? model.dataClasses().isEmpty()
                : model.dataClasses().contains(boundary.dataClass().get());
        boolean servedBy = boundary.servedBy().isEmpty()
                || boundary.servedBy().get().stream().anyMatch(pattern -> pattern.matches(target.name()));
        boolean able = !asked.tools() || model.can().isEmpty() || model.can().contains(Capability.TOOLS);
        Map<String, String> wanted = target.rules().metadataMatch();
        boolean matches =
                wanted.isEmpty() || Optional.ofNullable(wanted.get("team")).equals(asked.team());
        return zone && dataClass && servedBy && able && matches;
    }

    /** The targets among which the route may choose for this request; nothing where it reads the prompt to tell. */
    static Optional<List<Target>> meant(Offer.Routed offer, PlansHoldTest.Asked asked, RandomRoutes routes) {
        if (offer.route().strategy() == Strategy.RULES) {
            List<RandomRule> rules = routes.rules();
            int branch = 0;
            while (branch < rules.size() && !rules.get(branch).fits(asked.caller(), asked.team(), asked.tools())) {
                branch++;
            }
            for (int i = 0; i < rules.size(); i++) {
                assertThat(targets(offer.branches().get(i)))
                        .as(rules.get(i).use())
                        .allMatch(selectedBy(rules.get(i)));
            }
            return Optional.of(
                    branch < offer.branches().size() ? targets(offer.branches().get(branch)) : List.of());
        }
        return offer.branches().size() == 1
                ? Optional.of(targets(offer.branches().getFirst()))
                : Optional.empty();
    }

    /** Whether a target has all labels by which a rule selects, if it does. */
    private static Predicate<Target> selectedBy(RandomRule rule) {
        String use = rule.use().startsWith("{") ? rule.use() : "";
        return target -> ZONES.stream()
                        .allMatch(zone -> !use.contains("zone: " + zone)
                                || target.model().zone().equals(Optional.of(zone)))
                && Stream.of(Capability.TOOLS, Capability.IMAGES)
                        .allMatch(can -> !use.contains("can: [" + can.word() + "]")
                                || target.model().can().contains(can));
    }

    private static List<Target> targets(Offer.Branch branch) {
        return branch.choices().stream().flatMap(Offer.Choice::targets).toList();
    }
}
