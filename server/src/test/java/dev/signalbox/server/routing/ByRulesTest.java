package dev.signalbox.server.routing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.BoundarySettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.GatewayPlace;
import dev.signalbox.server.settings.RuleSettings;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ByRulesTest {
    private static final Caller CALLER = new Caller(
            "bot-1",
            Optional.of("sovereign agency"),
            Optional.of("gold"),
            Optional.of("red"),
            Optional.empty(),
            Map.of("team", "search"),
            BoundarySettings.none());

    /** The rules of a route of which the first and only one asks for this. */
    private static List<RuleSettings> rules(String... conditions) {
        StringBuilder yaml =
                new StringBuilder("providers: { p: { dialect: openai } }\nmodels: { m: { provider: p } }\n");
        yaml.append("routes:\n  r:\n    strategy: rules\n    rules:\n");
        for (String condition : conditions) {
            yaml.append("      - { when: { ").append(condition).append(" }, use: [ { model: m } ] }\n");
        }
        return switch (Configuration.load("rules.yaml", yaml.toString(), Path.of("."), _ -> null)) {
            case Loaded.Good(Settings settings, var _) ->
                ((Choosing.Rules) settings.routes().get("r").choosing()).rules();
            case Loaded.Bad(var problems) -> throw new AssertionError(problems.toString());
        };
    }

    private static boolean fits(String condition, Exchange exchange) {
        Demand demand = new Demand(exchange, CALLER, Optional.empty(), false);
        return Conditions.fit(rules(condition).getFirst().when(), demand);
    }

    private static void fitsOnly(Exchange exchange, String yes, String no) {
        assertThat(fits(yes, exchange)).as(yes).isTrue();
        assertThat(fits(no, exchange)).as(no).isFalse();
    }

    @Test
    void asksWhoAsks() {
        Exchange plain = Requests.plain();
        fitsOnly(plain, "callers: [x, bot-1]", "callers: bot");
        fitsOnly(plain, "callers: \"bot*\"", "callers: \"not*\"");
        fitsOnly(plain, "tenants: sovereign agency", "tenants: sovereign");
        fitsOnly(plain, "plans: [silver, gold]", "plans: silver");
        fitsOnly(plain, "teams: [\"r*\", blue]", "teams: search");
    }

    @Test
    void asksWhatTheRequestIsToldWith() {
        Exchange exchange = Requests.with(Headers.of(
                "X-Env", "live", "x-signalbox-data-class", "clinical", "x-tfy-metadata", "{\"cost\":\"low\"}"));
        fitsOnly(exchange, "metadata: { team: search }", "metadata: { team: sales }");
        fitsOnly(exchange, "metadata: { cost: [low, none], team: \"*\" }", "metadata: { cost: low, region: \"*\" }");
        fitsOnly(exchange, "headers: { x-env: live }", "headers: { x-env: trial }");
        fitsOnly(exchange, "data-classes: [clinical]", "data-classes: [internal]");
    }

    @Test
    void asksWhereTheGatewayRuns() {
        GatewayPlace place = new GatewayPlace(Optional.of("eu-west"), Optional.of("b"), Map.of());
        Exchange exchange = Requests.after(
                Requests.plain(), Requests.settings(Settings.defaults().server().at(place)));
        fitsOnly(exchange, "regions: \"eu-*\"", "regions: us");
        fitsOnly(exchange, "zones: [a, b]", "zones: a");
        assertThat(fits("zones: \"*\"", Requests.plain())).isFalse();
    }

    @Test
    void asksWhatIsAskedFor() {
        Exchange rich = Requests.of(
                Headers.empty(),
                "\"stream\":true,\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\"}}],"
                        + "\"response_format\":{\"type\":\"json_object\"},");
        fitsOnly(rich, "stream: true", "stream: false");
        fitsOnly(rich, "tools: true", "tools: false");
        fitsOnly(rich, "json: true", "json: false");
        fitsOnly(rich, "images: false", "images: true");
        fitsOnly(rich, "dialects: [openai]", "dialects: [anthropic]");
        fitsOnly(rich, "input-over: 5", "input-over: 1k");
    }

    @Test
    void wantsEverythingThatARuleAsks() {
        fitsOnly(Requests.plain(), "plans: gold, metadata: { team: search }", "plans: gold, metadata: { team: sales }");
    }

    @Test
    void letsTheFirstRuleThatFitsDecide() {
        List<RuleSettings> rules = rules("plans: silver", "plans: gold", "callers: \"*\"");
        Demand demand = new Demand(Requests.plain(), CALLER, Optional.empty(), false);
        assertThat(new ByRules(rules, true).select(demand))
                .isEqualTo(new Selector.Selection(List.of(1), "rule rule-2"));
        assertThat(new ByRules(rules("plans: silver"), true).select(demand).branches())
                .containsExactly(1);
        assertThat(new ByRules(rules("plans: silver"), false).select(demand).branches())
                .isEmpty();
    }

    @Test
    void refusesAHeaderFieldThatARuleCannotTrust() {
        Exchange exchange = Requests.with(Headers.of("x-signalbox-metadata", "broken"));
        assertThatThrownBy(() -> fits("metadata: { team: search }", exchange)).isInstanceOf(Refused.class);
    }
}
