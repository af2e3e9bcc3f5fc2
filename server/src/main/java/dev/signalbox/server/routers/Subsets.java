package dev.signalbox.server.routers;

import dev.signalbox.server.config.Nearest;
import dev.signalbox.server.routers.RouterDeployment.Sku;
import dev.signalbox.server.routers.template.Shown;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.RouterSettings;
import dev.signalbox.server.settings.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which configured models, in which zones, the routers of a template mean. */
final class Subsets {
    private final Settings settings;
    private final List<String> zones;
    private final Mistakes mistakes;
    private final ModelMatch match;
    private final Set<String> chosen;

    Subsets(Settings settings, RouterImport.Wishes wishes, RouterSettings routers, Mistakes mistakes) {
        this.settings = settings;
        this.zones = wishes.zones().isEmpty() ? routers.dataZones() : wishes.zones();
        this.mistakes = mistakes;
        this.match = new ModelMatch(settings, wishes.models(), mistakes);
        this.chosen = wishes.models().keySet();
        Set<String> known = knownZones();
        wishes.zones().stream()
                .filter(zone -> !known.contains(zone))
                .forEach(zone -> mistakes.option(
                        "--zones",
                        "no model has the zone " + Shown.quoted(zone),
                        known.isEmpty() ? "models with a zone each" : Mistakes.oneOf(known),
                        Nearest.phrase(zone, known)));
        wishes.models().forEach((name, configured) -> {
            if (settings.model(configured).isEmpty()) {
                Set<String> names = new TreeSet<>(settings.models().keySet());
                mistakes.option(
                        "--model " + name,
                        "no model " + Shown.quoted(configured),
                        Mistakes.oneOf(names),
                        Nearest.phrase(configured, names));
            }
        });
    }

    /** Whoever says which configured model a name means must have met it in a template: else it is a slip. */
    void checkNamed(List<RouterDeployment> routers) {
        Set<String> named = routers.stream()
                .flatMap(router -> router.subset().stream())
                .map(ModelReference::name)
                .collect(Collectors.toCollection(TreeSet::new));
        chosen.stream()
                .filter(name -> !named.contains(name))
                .sorted()
                .forEach(name -> mistakes.option(
                        "--model " + name,
                        "no subset of the template has the model " + Shown.quoted(name),
                        named.isEmpty() ? "subsets, which name models" : Mistakes.oneOf(named),
                        Nearest.phrase(name, named)));
    }

    private Set<String> knownZones() {
        return settings.models().values().stream()
                .flatMap(model -> model.zone().stream())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The zones that a router is confined to; none where it is not. */
    List<String> zones(RouterDeployment router) {
        return router.sku() == Sku.DATA_ZONE ? zones : List.of();
    }

    /** The models of its subset, each once; none where it has the pool. */
    List<String> models(RouterDeployment router) {
        if (router.sku() == Sku.DATA_ZONE && zones.isEmpty()) {
            Set<String> known = knownZones();
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
