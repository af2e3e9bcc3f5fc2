package dev.signalbox.server.routers;

import dev.signalbox.server.routers.RouterDeployment.Sku;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.RouterSettings;
import dev.signalbox.server.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

/** Which configured models, in which zones, the routers of a template mean. */
final class Subsets {
    private final Settings settings;
    private final List<String> zones;
    private final Mistakes mistakes;
    private final ModelMatch match;

    Subsets(Settings settings, RouterImport.Wishes wishes, RouterSettings routers, Mistakes mistakes) {
        this.settings = settings;
        this.zones = wishes.zones().isEmpty() ? routers.dataZones() : wishes.zones();
        this.mistakes = mistakes;
        this.match = new ModelMatch(settings, wishes.models(), mistakes);
    }

    /** The zones that a router is confined to; none where it is not. */
    List<String> zones(RouterDeployment router) {
        return router.sku() == Sku.DATA_ZONE ? zones : List.of();
    }

    /** The models of its subset, each once; none where it has the pool. */
    List<String> models(RouterDeployment router) {
        if (router.sku() == Sku.DATA_ZONE && zones.isEmpty()) {
            List<String> known = settings.models().values().stream()
                    .flatMap(model -> model.zone().stream())
                    .distinct()
                    .sorted()
                    .toList();
            String way = "--zones ZONE, or routers.data-zones in the configuration"
                    + (known.isEmpty() ? "" : "; models have " + String.join(", ", known));
            mistakes.add(router.skuAt(), "sku.name", "a data zone that is not said", way);
        }
        List<String> models = new ArrayList<>();
        for (ModelReference reference : router.subset()) {
            match.find(reference).ifPresent(name -> {
                if (!models.contains(name)) {
                    models.add(name);
                }
                outside(router, name).ifPresent(zone -> {
                    String what = '"' + name + "\" " + zone;
                    mistakes.add(
                            reference.at(),
                            reference.path(),
                            what,
                            "the router's data zone: " + String.join(", ", zones));
                });
            });
        }
        return models;
    }

    /** Those of the pool that the router may use. */
    List<String> pool(RouterDeployment router, List<String> pool) {
        List<String> inside =
                pool.stream().filter(name -> outside(router, name).isEmpty()).toList();
        if (inside.isEmpty()) {
            String what = "no model of the pool that is configured"
                    + (router.sku() == Sku.DATA_ZONE ? " and in the zone " + String.join(", ", zones) : "");
            String known = String.join(", ", new TreeSet<>(settings.models().keySet()));
            mistakes.add(router.at(), "routing.models", what, "a subset of: " + known);
        }
        return inside;
    }

    private Optional<String> outside(RouterDeployment router, String name) {
        if (router.sku() != Sku.DATA_ZONE || zones.isEmpty()) {
            return Optional.empty();
        }
        Optional<String> zone = settings.model(name).flatMap(ModelSettings::zone);
        return zone.filter(zones::contains).isPresent()
                ? Optional.empty()
                : Optional.of(zone.map(where -> "is in the zone " + where).orElse("has no zone"));
    }
}
