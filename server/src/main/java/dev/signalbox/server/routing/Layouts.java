package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.PerSettings;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.settings.CatalogueQuery;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.ClassifierSettings;
import dev.signalbox.server.settings.OverflowSettings;
import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.RuleSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TaskPattern;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.random.RandomGenerator;

/** The layouts of the routes, each made when its route is first asked for. */
final class Layouts {
    /** A route with so many of its targets retired: they are retired one after the other, so the number tells which. */
    private record Named(String route, int retired) {}

    private final Speeds speeds;
    private final RandomGenerator random;
    private final Classifiers classifiers;
    private final Windows windows;
    private final Complexity complexity = Complexity.load();
    private final PerSettings<ConcurrentMap<Named, Layout>> bySettings =
            new PerSettings<>(_ -> new ConcurrentHashMap<>());

    Layouts(Speeds speeds, RandomGenerator random, Classifiers classifiers, Windows windows) {
        this.windows = windows;
        this.classifiers = classifiers;
        this.speeds = speeds;
        this.random = random;
    }

    Layout of(Offer.Routed offer, Settings settings) {
        Named named = new Named(offer.asked(), offer.retired().size());
        return bySettings.of(settings).computeIfAbsent(named, _ -> layout(offer, settings));
    }

    private Layout layout(Offer.Routed offer, Settings settings) {
        List<Layout.Branch> branches = new ArrayList<>();
        for (Offer.Branch branch : offer.branches()) {
            List<Lane> lanes = lanes(offer.route(), branch.label(), branch.choices());
            Order order = query(offer.route(), branches.size())
                    .map(query -> order(query, lanes))
                    .orElseGet(() -> order(offer.route(), branch.label(), lanes));
            branches.add(new Layout.Branch(branch.label(), lanes, order));
        }
        boolean compared = measured(offer);
        offer.targets()
                .filter(target -> compared || target.rules().sla().isPresent())
                .forEach(target -> speeds.watch(target.name()));
        return new Layout(
                offer.route(),
                selector(offer.route(), settings),
                branches,
                Traits.of(offer, target -> windows.of(settings, target)));
    }

    private Selector selector(RouteSettings route, Settings settings) {
        return switch (route.choosing()) {
            case Choosing.Plain _, Choosing.Cascade _, Choosing.Learned _ -> Selector.ONLY;
            case Choosing.Tasks(List<TaskPattern> patterns, Optional<ClassifierSettings> classifier) ->
                ByTask.of(route, patterns, classifier.map(asked -> classifiers.ofTasks(route, asked, settings)));
            case Choosing.Tiers(Optional<ClassifierSettings> classifier) ->
                ByTier.of(route, complexity, classifier.map(asked -> classifiers.ofTiers(asked, settings)));
            case Choosing.Rules(List<RuleSettings> rules) ->
                new ByRules(rules, route.branches().size() > rules.size());
        };
    }

    private List<Lane> lanes(RouteSettings route, String branch, List<Offer.Choice> choices) {
        long sum = choices.stream().mapToLong(Offer.Choice::weight).sum();
        return choices.stream()
                .map(choice -> lane(route, branch, choice, sum))
                .sorted(Comparator.comparingInt(Lane::priority))
                .toList();
    }

    private Lane lane(RouteSettings route, String branch, Offer.Choice choice, long sum) {
        return switch (choice) {
            case Offer.Choice.One(Target target) ->
                new Lane.Single(new Candidate(target, reason(route.strategy(), target.priority(), target.weight(), sum))
                        .of(branch));
            case Offer.Choice.Pool pool -> {
                String place = reason(
                        route.strategy(), pool.rules().priority(), pool.rules().weight(), sum);
                List<Lane> members = members(pool, branch, place);
                yield new Lane.Pool(
                        pool.pool().name(),
                        pool.rules().priority(),
                        pool.rules().weight(),
                        members,
                        order(pool.pool(), members));
            }
        };
    }

    private List<Lane> members(Offer.Choice.Pool pool, String branch, String place) {
        List<Offer.Choice> members =
                pool.members().stream().<Offer.Choice>map(Offer.Choice.One::new).toList();
        return lanes(pool.pool(), branch, members).stream()
                .<Lane>map(lane -> switch (lane) {
                    case Lane.Single(Candidate member) ->
                        new Lane.Single(
                                member.because(place + ", pool " + pool.pool().name() + ": " + member.reason()));
                    case Lane.Pool deeper -> deeper;
                })
                .toList();
    }

    private static String reason(Strategy strategy, int priority, int weight, long sum) {
        return switch (strategy) {
            case STATIC -> "static";
            case PRIORITY -> "priority " + priority;
            case WEIGHTED -> "weight " + weight + " of " + sum;
            case POOL -> "in its turn";
            case LATENCY -> "by its time per token";
            case TASK, COST -> "in the order written";
            case CAPABILITY -> "able, as written";
            case RULES -> "in the order of its rule";
            case CASCADE -> "in the order written, until an answer is good enough";
            case LEARNED -> "in the order of the subset";
        };
    }

    private Order order(RouteSettings route, String branch, List<Lane> lanes) {
        return branch.equals(OverflowSettings.LABEL) ? Order.AS_WRITTEN : order(route, lanes);
    }

    private Order order(RouteSettings route, List<Lane> lanes) {
        return switch (route.strategy()) {
            case STATIC, TASK, CAPABILITY, COST, RULES, CASCADE -> Order.AS_WRITTEN;
            case PRIORITY, WEIGHTED -> new Shares(random, lanes);
            case POOL -> new Turns();
            case LATENCY ->
                switch (route.mode().orElse(RouteMode.FASTEST)) {
                    case FASTEST -> new Fastest(speeds, random, lanes);
                    case EPOCH_STICKY -> new Epochs(speeds);
                    case QUALITY, BALANCED, COST ->
                        throw new IllegalStateException("settings were not checked: " + route.mode());
                };
            case LEARNED -> LearnedOrder.BY_JUDGEMENT;
        };
    }

    /** What selects the targets of the branch with this number, if they are not named. */
    private static Optional<CatalogueQuery> query(RouteSettings route, int branch) {
        return route.choosing() instanceof Choosing.Rules rules ? rules.query(branch) : Optional.empty();
    }

    private Order order(CatalogueQuery query, List<Lane> lanes) {
        return switch (query.order()) {
            case WRITTEN, CHEAPEST -> Order.AS_WRITTEN;
            case FASTEST -> new Fastest(speeds, random, lanes);
            case TURNS -> new Turns();
        };
    }

    private static boolean measured(Offer.Routed offer) {
        return offer.route().strategy() == Strategy.LATENCY
                || (offer.route().choosing() instanceof Choosing.Rules(List<RuleSettings> rules)
                        && rules.stream()
                                .flatMap(rule -> rule.query().stream())
                                .anyMatch(query -> query.order() == CatalogueQuery.By.FASTEST))
                || offer.branches().stream()
                        .flatMap(branch -> branch.choices().stream())
                        .anyMatch(choice -> switch (choice) {
                            case Offer.Choice.One _ -> false;
                            case Offer.Choice.Pool pool -> pool.pool().strategy() == Strategy.LATENCY;
                        });
    }
}
