package dev.signalbox.server.planning;

import dev.signalbox.server.settings.KeyDigest;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A configuration made at random: models with boundaries, routes of every strategy with pools in them, callers with rules. */
final class RandomRoutes {
    static final List<String> ZONES = List.of("eu", "us");
    static final List<String> CLASSES = List.of("public", "secret");
    static final int CALLERS = 4;

    private final SplittableRandom random;
    private final int models;
    private final Map<String, String> routes = new LinkedHashMap<>();
    private final List<String> pools = new ArrayList<>();
    private final List<String> labels = new ArrayList<>();
    private final List<RandomRule> rules = new ArrayList<>();
    private final StringBuilder text = new StringBuilder("providers: { p: { dialect: openai, key: \"${KEY}\" } }\n");

    RandomRoutes(SplittableRandom random) {
        this.random = random;
        this.models = 3 + random.nextInt(8);
    }

    String yaml() {
        text.append("models:\n");
        for (int i = 0; i < models; i++) {
            String zone = maybe(", zone: " + any(ZONES));
            String can = maybe(", can: [" + (random.nextBoolean() ? "tools" : "images") + "]");
            labels.add("provider: p" + zone + can);
            text.append("  m%d: { provider: p%s%s%s }\n"
                    .formatted(i, zone, maybe(", data-classes: [" + any(CLASSES) + "]"), can));
        }
        for (String strategy : List.of("pool", "priority", "weighted", "latency")) {
            String name = "pool-" + strategy;
            pools.add(name);
            routes.put(name, "strategy: " + strategy + ", targets: " + targets(strategy, false));
        }
        for (String strategy : List.of("pool", "priority", "weighted", "latency", "capability")) {
            routes.put("any-" + strategy, "strategy: " + strategy + ", targets: " + targets(strategy, true));
        }
        routes.put("any-static", "strategy: static, targets: [ { model: m" + random.nextInt(models) + " } ]");
        routes.put(
                "any-task",
                "strategy: task, tasks: { coding: " + targets("task", true) + ", simple: " + targets("task", true)
                        + " }, otherwise: " + targets("task", true));
        routes.put(
                "any-cost",
                "strategy: cost, tiers: { simple: " + targets("cost", true) + ", complex: " + targets("cost", true)
                        + " }");
        int many = 2 + random.nextInt(2);
        routes.put("any-cascade", "strategy: cascade, targets: " + targets("cascade", true, many));
        for (String strategy : List.of("pool", "weighted")) {
            routes.put(
                    "sticky-" + strategy,
                    "strategy: " + strategy + ", sticky: { ttl: 1h, by: [ { header: x-session } ] }, targets: "
                            + targets(strategy, true));
        }
        for (int i = 0; i < 1 + random.nextInt(4); i++) {
            rules.add(RandomRule.of(random, random.nextInt(3) == 0 ? query() : targets("rules", true)));
        }
        routes.put(
                "any-rules",
                "strategy: rules, rules: [ "
                        + rules.stream().map(RandomRule::yaml).collect(Collectors.joining(", ")) + " ]"
                        + (random.nextBoolean() ? ", otherwise: " + targets("rules", true) : ""));
        text.append("routes:\n");
        routes.forEach((name, body) ->
                text.append("  ").append(name).append(": { ").append(body).append(" }\n"));
        text.append("callers:\n");
        for (int i = 0; i < CALLERS; i++) {
            text.append("  c%d: { key: \"%s\"%s%s%s%s%s }\n"
                    .formatted(
                            i,
                            KeyDigest.of("sbx_" + i).written(),
                            maybe(", zones: [" + any(ZONES) + "]"),
                            maybe(", data-class: " + any(CLASSES)),
                            maybe(", served-by: [" + someModels() + "]"),
                            often(", tenant: " + any(RandomRule.TENANTS)),
                            often(", team: " + any(RandomRule.TEAMS))));
        }
        return text.toString();
    }

    List<String> routes() {
        return List.copyOf(routes.keySet());
    }

    /** The rules of the route that has some. */
    List<RandomRule> rules() {
        return List.copyOf(rules);
    }

    /** What selects at least the model whose labels it has. */
    private String query() {
        return "{ " + any(labels) + maybe(", order: " + any(List.of("cheapest", "fastest", "turns")))
                + maybe(", most: " + (1 + random.nextInt(3))) + " }";
    }

    private String someModels() {
        return IntStream.range(0, models)
                .filter(_ -> random.nextBoolean())
                .mapToObj(i -> "m" + i)
                .collect(Collectors.joining(", "));
    }

    private String targets(String strategy, boolean mayPoint) {
        return targets(strategy, mayPoint, 1 + random.nextInt(Math.min(4, models)));
    }

    private String targets(String strategy, boolean mayPoint, int count) {
        List<String> targets = new ArrayList<>();
        List<String> left = new ArrayList<>(
                IntStream.range(0, models).mapToObj(i -> "model: m" + i).toList());
        for (int i = 0; i < count; i++) {
            String what = mayPoint && random.nextInt(4) == 0 && !pools.isEmpty()
                    ? "pool: " + pools.get(random.nextInt(pools.size()))
                    : left.remove(random.nextInt(left.size()));
            targets.add("{ " + what + rules(strategy) + maybeMatch(what) + " }");
        }
        return "[ " + String.join(", ", targets) + " ]";
    }

    private String rules(String strategy) {
        return switch (strategy) {
            case "priority" -> ", priority: " + random.nextInt(3) + ", weight: " + (1 + random.nextInt(9));
            case "weighted" -> ", weight: " + (1 + random.nextInt(9));
            default -> "";
        };
    }

    private String maybeMatch(String what) {
        return what.startsWith("model") ? maybe(", metadata-match: { team: " + any(List.of("red", "blue")) + " }") : "";
    }

    private String maybe(String words) {
        return random.nextInt(3) == 0 ? words : "";
    }

    private String often(String words) {
        return random.nextInt(3) > 0 ? words : "";
    }

    private String any(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }
}
