package dev.signalbox.server.boot;

import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.ModelFactsRow;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.server.vendors.Vendors;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.dialect.ThinkingScale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;

/** What is known of the model behind a target: the configuration first, then the price book. */
final class TargetFacts implements Function<Target, ModelFacts> {
    /** What an answer may grow to where the dialect demands a bound and neither caller nor configuration gives one. */
    private static final long USUAL_OUTPUT = 16_384;

    private static final long CAUTIOUS_OUTPUT = 4_096;

    /** Whose quirks; there are as many as there are providers in the configurations of this process. */
    private record Kind(Optional<String> vendor, DialectName dialect, QuirkSettings own) {}

    private final PriceBook prices;
    private final Vendors vendors;
    private final ConcurrentMap<Kind, Quirks> quirks = new ConcurrentHashMap<>();

    TargetFacts(PriceBook prices, Vendors vendors) {
        this.prices = prices;
        this.vendors = vendors;
    }

    @Override
    public ModelFacts apply(Target target) {
        Optional<ModelFactsRow> row = prices.facts(target.model().knownAs(target.upstreamId()));
        OptionalLong most = target.model().output();
        if (most.isEmpty() && row.isPresent()) {
            most = row.get().maxOutput();
        }
        long usual = most.isPresent() ? Math.min(most.getAsLong(), USUAL_OUTPUT) : CAUTIOUS_OUTPUT;
        return new ModelFacts(
                target.upstreamId(),
                most,
                usual,
                row.map(ModelFactsRow::thinking).orElse(ModelFacts.Thinking.UNKNOWN),
                ThinkingScale.standard(),
                List.of(),
                quirks(target.provider()));
    }

    private Quirks quirks(ProviderSettings provider) {
        return quirks.computeIfAbsent(
                new Kind(provider.vendor(), provider.dialect(), provider.quirks()),
                kind -> vendors.quirks(kind.vendor, kind.dialect, kind.own));
    }
}
