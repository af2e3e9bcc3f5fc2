package dev.signalbox.cli.router.compare;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One way to have prompts answered.
 *
 * @param asked what stands in the place of a model
 * @param isRoute whether that is a route, else a fixed model
 * @param mode of a learned route, where it is not the route's own
 * @param subset of a learned route; empty: all of it
 */
public record Way(String asked, boolean isRoute, Optional<String> mode, List<String> subset) {

    /** Takes a defensive copy. */
    public Way {
        subset = List.copyOf(subset);
    }

    /** A fixed model. */
    public static Way model(String name) {
        return new Way(name, false, Optional.empty(), List.of());
    }

    /** Each route in each mode with each subset; where there are none, as it is. */
    public static List<Way> routes(List<String> routes, List<String> modes, List<List<String>> subsets) {
        List<Way> ways = new ArrayList<>();
        for (String route : routes) {
            for (Optional<String> mode : orNone(modes)) {
                for (Optional<List<String>> subset : orNone(subsets)) {
                    ways.add(new Way(route, true, mode, subset.orElse(List.of())));
                }
            }
        }
        return ways;
    }

    private static <T> List<Optional<T>> orNone(List<T> all) {
        return all.isEmpty()
                ? List.of(Optional.empty())
                : all.stream().map(Optional::of).toList();
    }

    /** What it is called in reports; no other of the same comparison is. */
    public String name() {
        return asked
                + mode.map(word -> " (" + word + ")").orElse("")
                + (subset.isEmpty() ? "" : " of " + String.join(", ", subset));
    }

    /** What is said to the gateway beside the request. Each prompt is judged by itself. */
    Map<String, String> headers() {
        Map<String, String> headers = new LinkedHashMap<>();
        if (isRoute) {
            headers.put("x-signalbox-router-affinity", "none");
            mode.ifPresent(word -> headers.put("x-signalbox-router-mode", word));
            if (!subset.isEmpty()) {
                headers.put("x-signalbox-router-models", String.join(",", subset));
            }
        }
        return headers;
    }
}
