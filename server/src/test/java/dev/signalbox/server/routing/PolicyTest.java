package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.NamePattern;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What policy takes out is in no plan, whatever is healthy. */
class PolicyTest {
    private final Health health = new Health(() -> 0);
    private int routes;
    private final Routing routing = new Routing(
            new Routing.Services(health, new Speeds(() -> 0), new SplittableRandom(7), () -> 0, (_, _) -> {}));

    private static Caller within(BoundarySettings boundary) {
        return new Caller(
                "c", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), boundary);
    }

    private static Caller inZones(String... zones) {
        return within(new BoundarySettings(Optional.of(List.of(zones)), Optional.empty(), Optional.empty()));
    }

    /** Each has a name of its own, because routes are laid out once. */
    private Offer.Routed route(Target... targets) {
        List<TargetSettings> settings = Stream.of(targets)
                .map(target -> TargetSettings.of(target.name()))
                .toList();
        return Offer.Routed.of(RouteSettings.of("route" + ++routes, Strategy.PRIORITY, settings), List.of(targets));
    }

    private List<String> names(Exchange exchange, Caller caller, Offer offer) {
        return routing.plan(exchange, caller, offer).candidates().stream()
                .map(candidate -> candidate.target().name())
                .toList();
    }

    private void refuses(Exchange exchange, Caller caller, Offer offer, String told) {
        assertThatThrownBy(() -> routing.plan(exchange, caller, offer))
                .isInstanceOfSatisfying(Refused.class, refused -> {
                    assertThat(refused.failure()).isInstanceOf(Failure.Forbidden.class);
                    assertThat(refused.failure().code()).isEqualTo("no_eligible_target");
                    assertThat(refused.failure().detail()).endsWith(told);
                });
    }

    @Test
    void keepsACallerInItsZonesAlsoWhenItNamesTheModel() {
        Target here = Targets.of("here").zone("eu").build();
        Target there = Targets.of("there").zone("us").build();
        Target nowhere = Targets.of("nowhere").build();
        Exchange plain = Requests.plain();
        assertThat(names(plain, inZones("eu", "ch"), route(there, here, nowhere)))
                .containsExactly("here");
        assertThat(names(plain, inZones("us"), new Offer.Direct("there", there)))
                .containsExactly("there");
        refuses(
                plain,
                inZones("eu", "ch"),
                new Offer.Direct("there", there),
                "there: a model of the zone us (expected for this key: eu, ch)");
        refuses(plain, inZones("eu"), route(nowhere), ": a model without a zone (expected for this key: eu)");
    }

    @Test
    void takesNobodyOfAnotherZoneWhenAllOfItsOwnAreUnhealthy() {
        Target here = Targets.of("here").zone("eu").build();
        Target there = Targets.of("there").zone("us").build();
        health.failed("here");
        health.failed("here");
        assertThat(names(Requests.plain(), inZones("eu"), route(there, here))).containsExactly("here");
    }

    @Test
    void tellsInThePlanWhatWasTakenOut() {
        Target here = Targets.of("here").zone("eu").build();
        Target there = Targets.of("there").zone("us").build();
        Plan plan = routing.plan(Requests.plain(), inZones("eu"), route(there, here));
        assertThat(plan.skipped())
                .extracting(Skipped::reason)
                .containsExactly("a model of the zone us (expected for this key: eu)");
    }

    @Test
    void keepsClassesOfDataAtTheModelsThatAreApprovedForThem() {
        Target clinical = Targets.of("clinical").dataClasses("clinical").build();
        Target both = Targets.of("both").dataClasses("clinical", "internal").build();
        Target any = Targets.of("any").build();
        Offer.Routed route = route(clinical, both, any);
        Caller plain = Requests.CALLER;
        Caller clinic = within(new BoundarySettings(Optional.empty(), Optional.of("clinical"), Optional.empty()));
        Exchange internal = Requests.with(Headers.of("x-signalbox-data-class", "internal"));
        Exchange inMetadata = Requests.with(Headers.of("x-signalbox-metadata", "{\"data-class\":\"clinical\"}"));

        assertThat(names(Requests.plain(), plain, route)).containsExactly("any");
        assertThat(names(Requests.plain(), clinic, route)).containsExactlyInAnyOrder("clinical", "both");
        assertThat(names(internal, plain, route)).containsExactly("both");
        assertThat(names(inMetadata, plain, route)).containsExactlyInAnyOrder("clinical", "both");
        assertThat(names(internal, clinic, route)).containsExactly("both");
        refuses(
                Requests.plain(),
                plain,
                new Offer.Direct("clinical", clinical),
                "clinical: a model for classes of data only (expected: a request that says its data class)");
        refuses(internal, plain, route(clinical), ": a model that is not approved for the data class \"internal\"");
    }

    @Test
    void aClassOfDataThatIsSaidAtOnePlaceIsNotTakenBackAtAnother() {
        Target clinical = Targets.of("clinical").dataClasses("clinical").build();
        Target open = Targets.of("open").dataClasses("open").build();
        Target both = Targets.of("both").dataClasses("clinical", "open").build();
        Offer.Routed route = route(clinical, open, both);
        Exchange inBodyAndField = Requests.of(
                Headers.of("x-signalbox-metadata", "{\"data-class\":\"open\"}"),
                "\"metadata\":{\"data-class\":\"clinical\"},");
        Exchange inTwoFields =
                Requests.with(Headers.of("x-signalbox-data-class", "open", "x-signalbox-data-class", "clinical"));
        Exchange inTwoMetadata = Requests.with(Headers.of(
                "x-tfy-metadata", "{\"data-class\":\"clinical\"}", "x-tfy-metadata", "{\"data-class\":\"open\"}"));
        for (Exchange exchange : List.of(inBodyAndField, inTwoFields, inTwoMetadata)) {
            assertThat(names(exchange, Requests.CALLER, route)).containsExactly("both");
        }
    }

    @Test
    void keepsCallersAtTheModelsThatMayServeThem() {
        Caller caller = within(new BoundarySettings(
                Optional.empty(), Optional.empty(), Optional.of(List.of(new NamePattern("gpt-*")))));
        Target gpt = Targets.of("gpt-5").build();
        Target claude = Targets.of("claude").build();
        assertThat(names(Requests.plain(), caller, route(claude, gpt))).containsExactly("gpt-5");
        refuses(
                Requests.plain(),
                caller,
                new Offer.Direct("claude", claude),
                "claude: a model that may not serve this key");
    }

    @Test
    void keepsTargetsForTheRequestsWhoseMetadataTheyName() {
        Target search = Targets.of("search")
                .metadataMatch(Map.of("team", "search", "env", "live"))
                .build();
        Target all = Targets.of("all").priority(1).build();
        Exchange live = Requests.with(Headers.of("x-tfy-metadata", "{\"team\":\"search\",\"env\":\"live\"}"));
        Exchange trial = Requests.with(Headers.of("x-tfy-metadata", "{\"team\":\"search\",\"env\":\"trial\"}"));
        assertThat(names(live, Requests.CALLER, route(search, all))).containsExactly("search", "all");
        assertThat(names(trial, Requests.CALLER, route(search, all))).containsExactly("all");
        refuses(trial, Requests.CALLER, route(search), ": a target for requests with another env in their metadata");
        assertThat(names(trial, Requests.CALLER, new Offer.Direct("search", search)))
                .containsExactly("search");
    }

    /** Any targets, any health, any caller: what policy forbids is in no plan, and what it allows is never left out. */
    @Test
    void noPlanHoldsWhatPolicyForbids() {
        SplittableRandom random = new SplittableRandom(20_261_121);
        List<String> zones = List.of("eu", "us", "ch");
        List<String> classes = List.of("clinical", "internal");
        int planned = 0;
        for (int round = 0; round < 2_000; round++) {
            Health any = new Health(() -> 0);
            Routing seeded =
                    new Routing(new Routing.Services(any, new Speeds(() -> 0), random.split(), () -> 0, (_, _) -> {}));
            List<Target> targets = new ArrayList<>();
            for (int i = 0; i < 1 + random.nextInt(6); i++) {
                Targets target = Targets.of("t" + i).priority(random.nextInt(3));
                some(random, zones).ifPresent(target::zone);
                some(random, classes).ifPresent(target::dataClasses);
                targets.add(target.build());
                for (int failures = random.nextInt(4); failures > 0; failures--) {
                    any.failed("t" + i);
                }
            }
            BoundarySettings boundary = new BoundarySettings(
                    some(random, zones).map(zone -> List.of(zone, "ch")),
                    some(random, classes),
                    random.nextInt(3) == 0
                            ? Optional.of(List.of(new NamePattern("t1"), new NamePattern("t3")))
                            : Optional.empty());
            Optional<String> said = some(random, classes);
            Exchange exchange = said.map(one -> Requests.with(Headers.of("x-signalbox-data-class", one)))
                    .orElseGet(Requests::plain);
            List<Target> allowed = targets.stream()
                    .filter(target -> allowed(target, boundary, said))
                    .toList();
            Offer offer = random.nextInt(4) == 0
                    ? new Offer.Direct("t0", targets.getFirst())
                    : route(targets.toArray(Target[]::new));
            try {
                List<Target> candidates = seeded.plan(exchange, within(boundary), offer).candidates().stream()
                        .map(Candidate::target)
                        .toList();
                planned++;
                assertThat(allowed).as("round %d", round).containsAll(candidates);
                if (offer instanceof Offer.Routed) {
                    assertThat(candidates).as("round %d", round).containsExactlyInAnyOrderElementsOf(allowed);
                }
            } catch (Refused refused) {
                assertThat(refused.failure().code()).isEqualTo("no_eligible_target");
                assertThat(
                                offer instanceof Offer.Direct(String _, Target only)
                                        ? allowed.contains(only)
                                        : !allowed.isEmpty())
                        .as("round %d", round)
                        .isFalse();
            }
        }
        assertThat(planned).isBetween(300, 1_900);
    }

    /** The same rules once more, in other words. */
    private static boolean allowed(Target target, BoundarySettings boundary, Optional<String> said) {
        List<String> classes =
                Stream.concat(boundary.dataClass().stream(), said.stream()).toList();
        boolean zone = boundary.zones()
                .map(zones -> target.model().zone().map(zones::contains).orElse(false))
                .orElse(true);
        boolean approved = classes.isEmpty()
                ? target.model().dataClasses().isEmpty()
                : target.model().dataClasses().containsAll(classes);
        boolean served = boundary.servedBy().isEmpty()
                || target.name().equals("t1")
                || target.name().equals("t3");
        return zone && approved && served;
    }

    private static Optional<String> some(SplittableRandom random, List<String> words) {
        int chosen = random.nextInt(words.size() + 1);
        return chosen == words.size() ? Optional.empty() : Optional.of(words.get(chosen));
    }
}
