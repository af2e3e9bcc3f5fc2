package dev.signalbox.server.routing;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Offer;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.exchange.Target;
import dev.signalbox.server.exchange.Targets;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.settings.BranchSettings;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.TaskPattern;
import dev.signalbox.server.settings.TextPattern;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ByTaskTest {
    private static final String LONG =
            "Tell me what you think of it, in a few sentences, and what you would do in my place, "
                    + "given all that happened since we met";

    private final List<String> chosen = new ArrayList<>();
    private final Health health = new Health(() -> 0);
    private final Routing routing = new Routing(
            new Routing.Services(health, new Speeds(() -> 0), new SplittableRandom(7), () -> 0, new RoutingObserver() {
                @Override
                public void chose(String route, String branch) {
                    chosen.add(route + " " + branch);
                }

                @Override
                public void sticky(String route, String outcome) {}
            }));

    private static Offer.Routed route(List<TaskPattern> patterns, String... tasks) {
        List<BranchSettings> settings = new ArrayList<>();
        List<Offer.Branch> branches = new ArrayList<>();
        for (String task : tasks) {
            List<Target> targets = List.of(
                    Targets.of(task + "-first").build(),
                    Targets.of(task + "-fallback").build());
            settings.add(new BranchSettings(
                    task,
                    "tasks." + task,
                    targets.stream()
                            .map(target -> TargetSettings.of(target.name()))
                            .toList()));
            branches.add(new Offer.Branch(
                    task,
                    targets.stream().<Offer.Choice>map(Offer.Choice.One::new).toList()));
        }
        RouteSettings route = RouteSettings.builder("route", Strategy.TASK, List.of())
                .branches(new Choosing.Tasks(patterns, Optional.empty()), settings)
                .build();
        return new Offer.Routed("route", route, branches, List.of());
    }

    private static Offer.Routed builtIn() {
        return route(TaskPattern.BUILT_IN, "coding", "creative", "analysis", "simple", "multimodal");
    }

    private static Exchange saying(String text) {
        return Requests.of(
                Headers.empty(),
                "",
                "[{\"role\":\"user\",\"content\":" + new String(JsonCodec.write(Json.text(text)), UTF_8) + "}]");
    }

    private Plan plan(Offer offer, Exchange exchange) {
        return routing.plan(exchange, Requests.CALLER, offer);
    }

    private static List<String> names(Plan plan) {
        return plan.candidates().stream()
                .map(Candidate::target)
                .map(Target::name)
                .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "Please DEBUG this for me, coding",
        "A story about an algorithm, coding",
        "How do I decode a letter?, coding",
        "Write a poem about the sea, creative",
        "Compare these narratives, creative",
        "Compare these two, analysis",
        "Hi there, simple",
        "'', simple"
    })
    void asksTheBuiltInPatternsInTheirOrder(String prompt, String task) {
        Plan plan = plan(builtIn(), saying(prompt));
        assertThat(names(plan)).containsExactly(task + "-first", task + "-fallback");
        assertThat(plan.chosen()).startsWith("task " + task + ": ");
        assertThat(chosen).containsExactly("route " + task);
    }

    @Test
    void countsCharactersWhereNothingElseFits() {
        assertThat(names(plan(builtIn(), saying("\uD83D\uDE82".repeat(99)))).getFirst())
                .isEqualTo("simple-first");
        assertThat(names(plan(builtIn(), saying("\uD83D\uDE82".repeat(100)))).getFirst())
                .isEqualTo("analysis-first");
        assertThat(plan(builtIn(), saying(LONG)).chosen()).isEqualTo("task analysis: no pattern before it fits");
    }

    @Test
    void looksForImagesFirst() {
        Exchange exchange = Requests.of(Headers.empty(), "", """
                [{"role":"user","content":[{"type":"text","text":"debug this"},
                {"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]},
                {"role":"assistant","content":"Done."},{"role":"user","content":"Write a poem"}]""");
        assertThat(plan(builtIn(), exchange).chosen()).isEqualTo("task multimodal: images or documents");
    }

    @Test
    void readsWhatTheUserSaidLast() {
        assertThat(plan(builtIn(), Requests.of(Headers.empty(), "", """
                        [{"role":"system","content":"You write code."},{"role":"user","content":"debug it"},
                        {"role":"assistant","content":"A story."},{"role":"user","content":"Thanks"}]""")).chosen())
                .startsWith("task simple: ");
        assertThat(plan(builtIn(), Requests.of(Headers.empty(), "", """
                        [{"role":"user","content":"debug it"},{"role":"assistant","content":null,"tool_calls":[{"id":"1",
                        "type":"function","function":{"name":"look","arguments":"{}"}}]},
                        {"role":"tool","tool_call_id":"1","content":"a poem"}]""")).chosen())
                .startsWith("task coding: ");
    }

    @Test
    void looksAtTheBeginningAndTheEndOfALongPrompt() {
        String filler = "lorem ".repeat(20_000);
        assertThat(plan(builtIn(), saying("A poem: " + filler)).chosen()).startsWith("task creative");
        assertThat(plan(builtIn(), saying(filler + "is a poem")).chosen()).startsWith("task creative");
        assertThat(plan(builtIn(), saying(filler + "a poem" + filler)).chosen()).startsWith("task analysis");
    }

    @Test
    void hasTargetsOtherwise() {
        List<TaskPattern> own = List.of(
                new TaskPattern(
                        "law", Optional.of(new TextPattern("\\b(statute|court)s?\\b")), OptionalInt.empty(), false),
                new TaskPattern("short", Optional.empty(), OptionalInt.of(5), false));
        Offer.Routed route = route(own, "law", "otherwise");
        assertThat(plan(route, saying("Which COURTS decide?")).chosen())
                .isEqualTo("task law: the prompt matches \\b(statute|court)s?\\b");
        assertThat(plan(route, saying("courtesy")).chosen()).isEqualTo("otherwise: no pattern fits");
        Plan plan = plan(route, saying("Hi"));
        assertThat(plan.chosen()).isEqualTo("otherwise, for the task short: the prompt has fewer than 5 characters");
        assertThat(names(plan)).containsExactly("otherwise-first", "otherwise-fallback");
        assertThat(chosen).containsExactly("route law", "route otherwise", "route otherwise");
    }

    @Test
    void isNotSlowedDownByTextThatWasMadeForIt() {
        TextPattern pattern = new TextPattern("(a+)+b|(.*x){5}y");
        String text = "a".repeat(2 * Prompt.SHOWN);
        long began = System.nanoTime();
        assertThat(pattern.in(text)).isFalse();
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void leavesAnUnhealthyFirstTargetToItsFallback() {
        health.failed("coding-first");
        health.failed("coding-first");
        assertThat(names(plan(builtIn(), saying("debug it")))).containsExactly("coding-fallback", "coding-first");
    }

    @Test
    void countsNoChoiceForARequestThatOnlyAsksForACount() {
        Plan plan = routing.planCount(saying("debug it"), Requests.CALLER, builtIn());
        assertThat(names(plan)).isEqualTo(Arrays.asList("coding-first", "coding-fallback"));
        assertThat(chosen).isEmpty();
    }
}
