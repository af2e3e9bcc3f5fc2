package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.ModelFactsRow;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.ModelFacts;
import java.util.EnumSet;
import java.util.LongSummaryStatistics;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;
import java.util.stream.Stream;

/** What the targets of one configuration can do, each looked up when it is first asked for: its own words, then the book's. */
public final class Abilities {
    private static final long CAUTIOUS_OUTPUT = 4_096;

    private final PriceBook prices;
    private final BiFunction<Settings, Target, ModelFacts> facts;
    private final PerSettings<ConcurrentMap<String, Ability>> known = new PerSettings<>(_ -> new ConcurrentHashMap<>());

    /** @param facts what is known of the model behind a target */
    public Abilities(PriceBook prices, BiFunction<Settings, Target, ModelFacts> facts) {
        this.prices = prices;
        this.facts = facts;
    }

    /** Of targets of which nothing is known but what the configuration declares. */
    public static Abilities declared() {
        return new Abilities(
                PriceBook.read(""),
                (_, target) -> new ModelFacts(
                        target.upstreamId(), target.model().output(), CAUTIOUS_OUTPUT, ModelFacts.Thinking.UNKNOWN));
    }

    /** The windows of these targets, of those that are known. */
    public LongSummaryStatistics windows(Settings settings, Stream<Target> targets) {
        return targets.flatMapToLong(target -> of(settings, target).context().stream())
                .summaryStatistics();
    }

    Ability of(Settings settings, Target target) {
        ConcurrentMap<String, Ability> targets = known.of(settings);
        Ability ability = targets.get(target.name());
        return ability != null ? ability : targets.computeIfAbsent(target.name(), _ -> read(settings, target));
    }

    /** What is known of the model behind a target, as writers must know it. */
    ModelFacts facts(Settings settings, Target target) {
        return facts.apply(settings, target);
    }

    private Ability read(Settings settings, Target target) {
        ModelFacts model = facts.apply(settings, target);
        OptionalLong context = target.model().context();
        if (context.isEmpty()) {
            context = prices.facts(Seller.of(target.provider()), target.model().knownAs(target.upstreamId()))
                    .map(ModelFactsRow::context)
                    .orElse(OptionalLong.empty());
        }
        Set<Capability> declared = target.model().can();
        Set<Capability> can = declared.isEmpty() ? EnumSet.noneOf(Capability.class) : declared;
        Set<Capability> cannot = declared.isEmpty() ? EnumSet.noneOf(Capability.class) : Ability.allBut(declared);
        if (declared.isEmpty()) {
            switch (model.reasoning()) {
                case NONE -> cannot.add(Capability.REASONING);
                case EFFORT, BUDGET, ADAPTIVE -> can.add(Capability.REASONING);
                case UNKNOWN -> {}
            }
        }
        return new Ability(can, cannot, context, model.maxOutput(), model.defaultOutput());
    }
}
