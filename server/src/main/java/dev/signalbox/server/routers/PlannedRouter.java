package dev.signalbox.server.routers;

import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.RateSettings;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TargetSettings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * A route that may be written.
 *
 * @param text what its file will say
 * @param before what its file says now
 * @param was the route of this name as it is now
 * @param will the route as it will be
 */
public record PlannedRouter(
        String name, Path file, String text, Optional<String> before, Optional<RouteSettings> was, RouteSettings will) {
    /** What writing it changes. */
    public enum State {
        /** There is no file yet. */
        NEW,
        /** The file will be another. */
        CHANGED,
        /** The file says it already. */
        UNCHANGED
    }

    /** A key that will have another value. */
    public record Difference(String key, String before, String after) {}

    public State state() {
        return before.isEmpty() ? State.NEW : before.get().equals(text) ? State.UNCHANGED : State.CHANGED;
    }

    /** The keys that will have other values. */
    public List<Difference> differences() {
        Map<String, String> old = was.map(PlannedRouter::values).orElse(Map.of());
        Map<String, String> fresh = values(will);
        List<Difference> differences = new ArrayList<>();
        fresh.forEach((key, value) -> {
            String earlier = old.getOrDefault(key, "-");
            if (!earlier.equals(value)) {
                differences.add(new Difference(key, earlier, value));
            }
        });
        return differences;
    }

    private static Map<String, String> values(RouteSettings route) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("strategy", route.strategy().word());
        values.put("mode", route.mode().map(RouteMode::word).orElse("-"));
        values.put("models", route.targets().stream().map(TargetSettings::name).collect(Collectors.joining(" ")));
        values.put("zones", route.zones().map(zones -> String.join(" ", zones)).orElse("-"));
        values.put(
                "weights",
                route.choosing() instanceof Choosing.Learned learned
                        ? learned.by().weights().version()
                        : "-");
        values.put("requests-per-minute", number(route.limits().flatMap(RateSettings::requestsPerMinute)));
        values.put("tokens-per-minute", number(route.limits().flatMap(RateSettings::tokensPerMinute)));
        return values;
    }

    private static String number(Optional<? extends Number> number) {
        return number.map(String::valueOf).orElse("-");
    }
}
