package dev.signalbox.server.boot;

import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.prices.ModelFactsRow;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.ThinkingSettings;
import dev.signalbox.server.settings.ThinkingStyle;
import dev.signalbox.server.vendors.Vendors;
import dev.signalbox.wire.dialect.ModelFacts;
import dev.signalbox.wire.dialect.ModelFacts.Thinking;
import dev.signalbox.wire.dialect.Quirks;
import dev.signalbox.wire.dialect.RefusedFields;
import dev.signalbox.wire.dialect.ThinkingScale;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BiFunction;

/** What is known of the model behind a target: the configuration first, then the price book. */
final class TargetFacts implements BiFunction<Settings, Target, ModelFacts> {
    /** What an answer may grow to where the dialect demands a bound and neither caller nor configuration gives one. */
    private static final long USUAL_OUTPUT = 16_384;

    private static final long CAUTIOUS_OUTPUT = 4_096;

    /** Whose quirks; there are as many as there are providers in the configurations of this process. */
    private record Kind(Optional<String> vendor, DialectName dialect, QuirkSettings own) {}

    private final PriceBook prices;
    private final Vendors vendors;
    private final ConcurrentMap<Kind, Quirks> quirks = new ConcurrentHashMap<>();
    private final PerSettings<ConcurrentMap<String, Known>> known = new PerSettings<>(_ -> new ConcurrentHashMap<>());

    /** What was worked out for one entry of a configuration at its provider. */
    private record Known(ModelSettings model, ProviderSettings provider, ModelFacts facts) {
        @SuppressWarnings("ReferenceEquality") // settings are themselves; comparing contents would cost per request
        boolean isOf(Target target) {
            return model == target.model() && provider == target.provider();
        }
    }

    TargetFacts(PriceBook prices, Vendors vendors) {
        this.prices = prices;
        this.vendors = vendors;
    }

    /** Under a pattern callers could invent ever more models, so its facts are worked out anew. */
    @Override
    public ModelFacts apply(Settings settings, Target target) {
        if (target.model().isPattern()) {
            return facts(settings, target);
        }
        ConcurrentMap<String, Known> all = known.of(settings);
        Known its = all.get(target.model().name());
        if (its != null && its.isOf(target)) {
            return its.facts;
        }
        ModelFacts facts = facts(settings, target);
        all.put(target.model().name(), new Known(target.model(), target.provider(), facts));
        return facts;
    }

    private ModelFacts facts(Settings settings, Target target) {
        Optional<ModelFactsRow> row =
                prices.facts(Seller.of(target.provider()), target.model().knownAs(target.upstreamId()));
        OptionalLong most = target.model().output();
        if (most.isEmpty() && row.isPresent()) {
            most = row.get().maxOutput();
        }
        long usual = most.isPresent() ? Math.min(most.getAsLong(), USUAL_OUTPUT) : CAUTIOUS_OUTPUT;
        ThinkingSettings declared = target.model().thinking();
        Thinking booked = row.map(ModelFactsRow::thinking).orElse(Thinking.UNKNOWN);
        Thinking style = declared.style().map(TargetFacts::thinking).orElse(booked);
        return new ModelFacts(
                target.upstreamId(),
                most,
                usual,
                style,
                ThinkingScale.standard()
                        .with(declared.budgets().over(settings.thinking()).tokens()),
                declared.efforts().isEmpty() && style == booked
                        ? row.map(ModelFactsRow::efforts).orElse(List.of())
                        : declared.efforts(), // the book's words belong to the book's style
                target.model()
                        .refuses()
                        .map(RefusedFields::of)
                        .or(() -> row.map(ModelFactsRow::refuses))
                        .orElse(RefusedFields.none()),
                quirks(target.provider()));
    }

    private static Thinking thinking(ThinkingStyle style) {
        return switch (style) {
            case NONE -> Thinking.NONE;
            case EFFORT -> Thinking.EFFORT;
            case BUDGET -> Thinking.BUDGET;
            case ADAPTIVE -> Thinking.ADAPTIVE;
        };
    }

    private Quirks quirks(ProviderSettings provider) {
        return quirks.computeIfAbsent(
                new Kind(provider.vendor(), provider.dialect(), provider.quirks()),
                kind -> vendors.quirks(kind.vendor, kind.dialect, kind.own));
    }
}
