package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.settings.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Takes out what is known not to be able to do what the request holds, and what is not known to do what its caller named. */
record AbilityFilter(Abilities abilities) implements Filter {
    @Override
    public Optional<Objection> objection(Target target, Demand demand) {
        Wants wants = demand.wants();
        Ability ability = abilities.of(demand.exchange().settings(), target);
        List<Capability> lacking = new ArrayList<>(0);
        collect(wants.needed(), ability.cannot(), lacking);
        collect(wants.named(), ability.cannot(), lacking);
        if (!demand.isRelaxed()) {
            collect(wants.liked(), ability.cannot(), lacking);
        }
        if (!lacking.isEmpty()) {
            return objection("cannot do " + words(lacking.stream()), wants);
        }
        if (!ability.can().containsAll(wants.named())) {
            Stream<Capability> unknown =
                    wants.named().stream().filter(named -> !ability.can().contains(named));
            return objection("is not known to do " + words(unknown), wants);
        }
        return Optional.empty();
    }

    @Override
    public boolean concerns(Demand demand) {
        return !demand.wants().isEmpty();
    }

    private static void collect(Set<Capability> wanted, Set<Capability> cannot, List<Capability> lacking) {
        for (Capability capability : wanted) {
            if (cannot.contains(capability) && !lacking.contains(capability)) {
                lacking.add(capability);
            }
        }
    }

    private static Optional<Objection> objection(String reason, Wants wants) {
        Stream<Capability> all = Stream.concat(wants.needed().stream(), wants.named().stream());
        return Optional.of(new Objection(
                Kind.CAPABILITY, reason + " (expected: a target that can do " + words(all.distinct()) + ")"));
    }

    private static String words(Stream<Capability> capabilities) {
        return capabilities.sorted().map(Capability::word).collect(Collectors.joining(", "));
    }
}
