package dev.signalbox.server.catalogue;

import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.LifecycleSettings.Stage;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.OverflowSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.TargetSettings;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A place of a configuration that names what is deprecated or retired.
 *
 * @param key such as {@code routes.assistant.targets[1].model}
 * @param reason what is going on there, and what to do
 */
public record Ageing(String key, String reason) {

    /** All of them at this moment. */
    public static List<Ageing> in(Settings settings, Instant now) {
        List<Ageing> found = new ArrayList<>();
        for (ModelSettings model : settings.models().values()) {
            own("models." + model.name(), model.lifecycle(), now).ifPresent(found::add);
        }
        for (RouteSettings route : settings.routes().values()) {
            own("routes." + route.name(), route.lifecycle(), now).ifPresent(found::add);
            found.addAll(members(route, settings, now));
        }
        return List.copyOf(found);
    }

    private static Optional<Ageing> own(String key, Optional<LifecycleSettings> lifecycle, Instant now) {
        return lifecycle
                .flatMap(going -> switch (going.stage(now)) {
                    case ACTIVE -> Optional.empty();
                    case DEPRECATED ->
                        Optional.of("deprecated since " + going.deprecated()
                                + going.sunset()
                                        .map(day -> ", refused with 410 from " + day)
                                        .orElse("")
                                + successor(going));
                    case RETIRED ->
                        Optional.of("refused with 410"
                                + going.sunset().map(day -> " since " + day).orElse("") + successor(going));
                })
                .map(reason -> new Ageing(key + ".lifecycle", reason));
    }

    private static List<Ageing> members(RouteSettings route, Settings settings, Instant now) {
        List<Ageing> found = new ArrayList<>();
        int retired = 0;
        int models = 0;
        String prefix = "routes." + route.name() + ".";
        for (BranchSettings branch : route.branches()) {
            for (int i = 0; i < branch.targets().size(); i++) {
                Optional<String> model = branch.targets().get(i).modelName();
                String place = prefix + branch.place() + "[" + i + "].model";
                retired += member(place, model, settings, now, found) == Stage.RETIRED ? 1 : 0;
                models++;
            }
        }
        List<TargetSettings> overflow = route.overflow().targets();
        for (int i = 0; i < overflow.size(); i++) {
            String place = prefix + OverflowSettings.LABEL + "[" + i + "].model";
            member(place, overflow.get(i).modelName(), settings, now, found);
        }
        route.overflow()
                .summary()
                .ifPresent(how -> member(prefix + "summarise.model", Optional.of(how.model()), settings, now, found));
        if (retired == models) {
            found.add(new Ageing(
                    "routes." + route.name() + "." + route.branches().getFirst().place(),
                    "all models are retired: the route is refused with 410 (expected: one that lives)"));
        }
        return found;
    }

    private static Stage member(
            String place, Optional<String> model, Settings settings, Instant now, List<Ageing> found) {
        Optional<LifecycleSettings> lifecycle = model.flatMap(settings::lifecycle);
        Stage stage = lifecycle.map(going -> going.stage(now)).orElse(Stage.ACTIVE);
        if (stage != Stage.ACTIVE) {
            found.add(new Ageing(
                    place,
                    model.orElse("")
                            + (stage == Stage.RETIRED ? " is retired and skipped" : " is deprecated")
                            + lifecycle.map(Ageing::successor).orElse("")));
        }
        return stage;
    }

    private static String successor(LifecycleSettings going) {
        return going.successor().map(name -> " (expected: " + name + ")").orElse("");
    }
}
