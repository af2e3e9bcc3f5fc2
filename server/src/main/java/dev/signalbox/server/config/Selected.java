package dev.signalbox.server.config;

import dev.signalbox.server.prices.Price;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.prices.Seller;
import dev.signalbox.server.prices.Tier;
import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.CatalogueQuery;
import dev.signalbox.server.settings.CatalogueQuery.By;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TargetSettings;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Finds the models that queries select. It is done when a configuration is read, so that a query that selects nothing is a
 * mistake with a place, and a request asks nobody; prices are those of that moment.
 */
record Selected(
        Map<String, ProviderSettings> providers, Map<String, ModelSettings> models, PriceBook prices, Instant now) {
    private static final BigDecimal PARTS_OF_INPUT = BigDecimal.valueOf(3);

    /** The routes with the targets that their queries select. */
    Map<String, RouteSettings> in(Map<String, RouteSettings> routes) {
        Map<String, RouteSettings> whole = new LinkedHashMap<>();
        routes.forEach((name, route) -> whole.put(name, in(route)));
        return whole;
    }

    private RouteSettings in(RouteSettings route) {
        if (!(route.choosing() instanceof Choosing.Rules rules)) {
            return route;
        }
        List<BranchSettings> branches = new ArrayList<>();
        for (BranchSettings branch : route.branches()) {
            Optional<CatalogueQuery> query = rules.query(branches.size());
            branches.add(
                    query.isEmpty()
                            ? branch
                            : new BranchSettings(branch.label(), branch.place(), by(query.get(), route.zones())));
        }
        return route.withBranches(branches);
    }

    /** Tells the queries that select nothing. */
    void check(Map<String, RouteSettings> routes, Spot spot) {
        routes.forEach((name, route) -> {
            if (route.choosing() instanceof Choosing.Rules rules) {
                for (int i = 0; i < rules.rules().size(); i++) {
                    Optional<CatalogueQuery> query = rules.query(i);
                    if (query.isPresent() && by(query.get(), route.zones()).isEmpty()) {
                        spot.at(name)
                                .at(RuleSection.PLACE)
                                .item(i)
                                .at("use")
                                .errorAtKey("no model is selected", "at least one; names that end in * are none", "");
                    }
                }
            }
        });
    }

    private List<TargetSettings> by(CatalogueQuery query, Optional<List<String>> zones) {
        Stream<ModelSettings> selected = models.values().stream()
                .filter(model -> !model.isPattern() && fits(query, model))
                .filter(model -> zones.isEmpty()
                        || model.zone().filter(zones.get()::contains).isPresent());
        if (query.order() == By.CHEAPEST) {
            selected = selected.sorted(Comparator.comparing(this::blended));
        }
        return selected.limit(query.most().orElse(Integer.MAX_VALUE))
                .map(model -> TargetSettings.of(model.name()))
                .toList();
    }

    private boolean fits(CatalogueQuery query, ModelSettings model) {
        CatalogueQuery.Labels labels = query.labels();
        return (query.labels().tier().isAnything()
                        || model.tier().filter(labels.tier()::admits).isPresent())
                && (labels.zone().isAnything()
                        || model.zone().filter(labels.zone()::admits).isPresent())
                && (labels.vendor().isAnything()
                        || vendor(model).filter(labels.vendor()::admits).isPresent())
                && (labels.owner().isAnything()
                        || model.owner().filter(labels.owner()::admits).isPresent())
                && labels.provider().admits(model.provider())
                && model.can().containsAll(query.can())
                && query.dataClass().stream().allMatch(model.dataClasses()::contains)
                && query.context().stream().allMatch(least -> context(model) >= least)
                && query.inputPrice().stream().allMatch(most -> costsAtMost(model, most, Tier::input))
                && query.outputPrice().stream().allMatch(most -> costsAtMost(model, most, Tier::output));
    }

    private Optional<String> vendor(ModelSettings model) {
        return model.vendor().or(() -> seller(model));
    }

    private Optional<String> seller(ModelSettings model) {
        return Optional.ofNullable(providers.get(model.provider())).flatMap(Seller::of);
    }

    private long context(ModelSettings model) {
        return model.context().isPresent()
                ? model.context().getAsLong()
                : prices.facts(seller(model), model.knownAs(model.id()))
                        .map(row -> row.context().orElse(0))
                        .orElse(0L);
    }

    private boolean costsAtMost(
            ModelSettings model, BigDecimal most, java.util.function.Function<Tier, BigDecimal> rate) {
        return tier(model).filter(tier -> rate.apply(tier).compareTo(most) <= 0).isPresent();
    }

    private Optional<Tier> tier(ModelSettings model) {
        return prices.price(model, seller(model), model.id(), now)
                .map(Price::tiers)
                .map(List::getFirst);
    }

    /** What is not known is never taken for cheap. */
    private BigDecimal blended(ModelSettings model) {
        return tier(model)
                .map(tier -> tier.input().multiply(PARTS_OF_INPUT).add(tier.output()))
                .orElse(BigDecimal.valueOf(Long.MAX_VALUE));
    }
}
