package dev.signalbox.server.routing;

import static dev.signalbox.server.settings.Capability.IMAGES;
import static dev.signalbox.server.settings.Capability.JSON_SCHEMA;
import static dev.signalbox.server.settings.Capability.PARALLEL_TOOLS;
import static dev.signalbox.server.settings.Capability.REASONING;
import static dev.signalbox.server.settings.Capability.TOOLS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Skipped;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CapabilityTest {
    private static final String TOOL = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],";
    private static final String SCHEMA = "\"response_format\":{\"type\":\"json_schema\"},";

    private final Health health = new Health(() -> 0);

    /** A fresh one for each plan: it remembers routes by their names. */
    private Routing routing() {
        return new Routing(
                new Routing.Services(health, new Speeds(() -> 0), new SplittableRandom(1), () -> 0, (_, _) -> {}));
    }

    private static Offer.Routed route(Strategy strategy, Target... targets) {
        List<TargetSettings> settings =
                Arrays.stream(targets).map(Target::rules).toList();
        return Offer.Routed.of(RouteSettings.of("route", strategy, settings), List.of(targets));
    }

    private List<String> names(Offer offer, Exchange exchange) {
        return routing().plan(exchange, Requests.CALLER, offer).candidates().stream()
                .map(candidate -> candidate.target().name())
                .toList();
    }

    private static Exchange naming(String value) {
        return Requests.with(Headers.of("x-ms-model-class", value));
    }

    private static Exchange with(String fields) {
        return Requests.of(Headers.empty(), fields);
    }

    @Test
    void takesTheFirstThatIsAble() {
        Offer.Routed route = route(
                Strategy.CAPABILITY,
                Models.able("small", TOOLS),
                Models.able("seeing", TOOLS, IMAGES),
                Models.able("large", TOOLS, IMAGES, REASONING));
        assertThat(names(route, Requests.plain())).containsExactly("small", "seeing", "large");
        assertThat(names(route, naming("vision"))).containsExactly("seeing", "large");
        assertThat(names(route, naming("vision-and-reasoning"))).containsExactly("large");
        assertThat(names(route, naming(" Images , THINKING"))).containsExactly("large");
        Plan plan = routing().plan(naming("vision"), Requests.CALLER, route);
        assertThat(plan.skipped())
                .singleElement()
                .extracting(Skipped::reason)
                .asString()
                .contains("cannot do images");
    }

    @ParameterizedTest
    @ValueSource(strings = {"telepathy", "vision-and-", "", "vision-and-smell"})
    void refusesWordsThatItDoesNotKnow(String value) {
        Offer.Routed route = route(Strategy.CAPABILITY, Models.able("small", IMAGES));
        assertThatThrownBy(() -> names(route, naming(value))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo("invalid_request");
            assertThat(refused.failure().detail())
                    .startsWith("x-ms-model-class: ")
                    .contains("tools, parallel-tools, images");
        });
    }

    @Test
    void heedsTheHeaderInCapabilityRoutesOnly() {
        Target small = Models.able("small", TOOLS);
        assertThat(names(route(Strategy.PRIORITY, small), naming("telepathy"))).containsExactly("small");
        assertThat(names(new Offer.Direct("small", small), naming("vision"))).containsExactly("small");
    }

    @Test
    void trustsNobodyOfWhomNothingIsKnownWithWhatTheCallerNamed() {
        Offer.Routed route = route(Strategy.CAPABILITY, Models.able("unknown"));
        assertThat(names(route, with(TOOL))).containsExactly("unknown");
        assertThatThrownBy(() -> names(route, naming("tools"))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo("no_model_for_capabilities");
            assertThat(refused.failure().detail())
                    .isEqualTo("route: is not known to do tools (expected: a target that can do tools)");
        });
    }

    @ParameterizedTest
    @CsvSource({"PRIORITY", "WEIGHTED", "POOL", "LATENCY", "CAPABILITY"})
    void takesWhatTheBodyNeedsOutOfEveryRoute(Strategy strategy) {
        Offer.Routed route = route(
                strategy,
                Models.able("plain", REASONING),
                Models.able("able", TOOLS, JSON_SCHEMA),
                Models.able("unknown"));
        assertThat(names(route, with(TOOL))).containsExactlyInAnyOrder("able", "unknown");
        assertThat(names(route, with(SCHEMA))).containsExactlyInAnyOrder("able", "unknown");
        assertThat(names(route, Requests.plain())).containsExactlyInAnyOrder("plain", "able", "unknown");
    }

    @Test
    void refusesWhatNobodyCanDo() {
        Offer.Routed route = route(Strategy.PRIORITY, Models.able("a", IMAGES), Models.able("b", REASONING));
        assertThatThrownBy(() -> names(route, with(TOOL + SCHEMA))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo("no_model_for_capabilities");
            assertThat(refused.failure().detail())
                    .isEqualTo("route: cannot do tools, json-schema"
                            + " (expected: a target that can do tools, json-schema)");
        });
    }

    @Test
    void givesWishesUpBeforeItRefuses() {
        Target plain = Models.able("plain", TOOLS);
        Target able = Models.able("able", TOOLS, REASONING, PARALLEL_TOOLS);
        String wishes = TOOL + "\"parallel_tool_calls\":true,\"reasoning_effort\":\"high\",";
        assertThat(names(route(Strategy.PRIORITY, plain, able), with(wishes))).containsExactly("able");
        assertThat(names(route(Strategy.PRIORITY, plain), with(wishes))).containsExactly("plain");
    }

    @Test
    void prefersTheUnhealthyThatIsAbleToTheHealthyThatIsNot() {
        Offer.Routed route = route(Strategy.CAPABILITY, Models.able("small", TOOLS), Models.able("seeing", IMAGES));
        for (int i = 0; i < 5; i++) {
            health.failed("seeing");
        }
        assertThat(names(route, naming("vision"))).containsExactly("seeing");
    }
}
