package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.text.TokenRatios;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContextTest {
    private final TokenRatios ratios = new TokenRatios();

    /** A fresh one for each plan: it remembers routes by their names. */
    private Routing routing() {
        return new Routing(new Routing.Services(
                new Health(() -> 0),
                new Speeds(() -> 0),
                InputPrices.UNKNOWN,
                new SplittableRandom(1),
                () -> 0,
                (_, _) -> {},
                Abilities.declared(),
                ratios));
    }

    private static Offer.Routed route(Target... targets) {
        return Offer.Routed.of(
                RouteSettings.of(
                        "route",
                        Strategy.CAPABILITY,
                        Arrays.stream(targets).map(Target::rules).toList()),
                List.of(targets));
    }

    /** About so many tokens of input, by the plain estimate. */
    private static Exchange asking(int tokens, String fields) {
        return Requests.of(Headers.empty(), fields + "\"filler\":\"" + "word".repeat(tokens) + "\",");
    }

    private List<String> names(Offer offer, Exchange exchange) {
        return routing().plan(exchange, Requests.CALLER, offer).candidates().stream()
                .map(candidate -> candidate.target().name())
                .toList();
    }

    @Test
    void triesNobodyWhoCannotHoldTheRequest() {
        Offer.Routed route =
                route(Models.holding("small", 8_000), Models.holding("large", 100_000), Models.able("unknown"));
        assertThat(names(route, asking(1_000, ""))).containsExactly("small", "large", "unknown");
        assertThat(names(route, asking(10_000, ""))).containsExactly("large", "unknown");
        assertThat(names(route, asking(200_000, ""))).containsExactly("unknown");
    }

    @Test
    void keepsRoomForTheAnswerThatIsAskedFor() {
        Offer.Routed route = route(Models.holding("small", 8_000, 5_000), Models.holding("large", 100_000));
        assertThat(names(route, asking(2_500, ""))).contains("small");
        assertThat(names(route, asking(2_500, "\"max_tokens\":4000,"))).contains("small");
        assertThat(names(route, asking(2_000, "\"max_tokens\":90000,"))).containsExactly("small", "large");
        assertThat(names(route, asking(3_000, "\"max_tokens\":90000,"))).containsExactly("large");
    }

    @Test
    void keepsAMarginWhileSomebodyElseHoldsItSurely() {
        Target small = Models.holding("small", 10_000);
        assertThat(names(route(small, Models.holding("large", 100_000)), asking(8_000, "")))
                .containsExactly("large");
        assertThat(names(route(small), asking(8_000, ""))).containsExactly("small");
    }

    @Test
    void namesTheLargestWindowWhenNobodyCanHoldIt() {
        Offer.Routed route =
                route(Models.holding("a", 8_000), Models.holding("b", 32_000), Models.holding("c", 16_000));
        assertThatThrownBy(() -> names(route, asking(50_000, ""))).isInstanceOfSatisfying(Refused.class, refused -> {
            assertThat(refused.failure().code()).isEqualTo("context_length_exceeded");
            assertThat(refused.failure().detail())
                    .matches("route: about 500\\d\\d tokens and 4000 for the answer"
                            + " \\(expected: 32000 in all, the window of b\\)");
        });
    }

    @Test
    void learnsHowATargetCounts() {
        Target small = Models.holding("small", 10_000);
        Target large = Models.holding("large", 100_000);
        for (int i = 0; i < 10; i++) {
            ratios.reported("small", 1_000, 600);
        }
        assertThat(names(route(small, large), asking(12_000, ""))).containsExactly("small", "large");
        for (int i = 0; i < 64; i++) {
            ratios.reported("small", 1_000, 2_500);
        }
        assertThat(names(route(small, large), asking(4_000, ""))).containsExactly("large");
        assertThatThrownBy(() -> names(route(small), asking(4_000, ""))).isInstanceOf(Refused.class);
    }

    @Test
    void measuresNeitherNamedModelsNorCounts() {
        Target small = Models.holding("small", 8_000);
        assertThat(names(new Offer.Direct("small", small), asking(50_000, ""))).containsExactly("small");
        assertThat(routing()
                        .planCount(asking(50_000, ""), Requests.CALLER, route(small))
                        .candidates())
                .hasSize(1);
    }
}
