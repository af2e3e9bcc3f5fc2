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
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.json.Json;
import dev.signalbox.wire.json.JsonCodec;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ByTierTest {
    private static final String EASY = "What is the capital of Australia?";
    private static final String HARD = """
            You get an n x m grid of cells, each 0 or 1. In one move you may flip all cells of one row or of one column;
            every row can be flipped at most once, and no two adjacent columns both.
            Input: the first line holds t test cases; then for each case n, m and the rows, until the end of stdin.
            Output: the minimum number of moves until each row holds at least k ones, or -1 if it is never possible.
            Then write the code: read from stdin, return the answer only, in this format:
            ```
            int solve(int[][] cells, int k) { /* (a + b) * c == d; */ return -1; }
            ```
            Explain the algorithm step by step; assume n, m <= 2000 and that the sequence of moves must be the smallest.
            """;
    private static final String TOOL = "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"look\"}}],";

    private final Health health = new Health(() -> 0);
    private final Routing routing = new Routing(
            new Routing.Services(health, new Speeds(() -> 0), new SplittableRandom(7), () -> 0, (_, _) -> {}));

    private static Offer.Routed route(String... tiers) {
        List<BranchSettings> settings = new ArrayList<>();
        List<Offer.Branch> branches = new ArrayList<>();
        for (String tier : tiers) {
            Target target = Targets.of("the-" + tier).build();
            settings.add(new BranchSettings(tier, "tiers." + tier, List.of(TargetSettings.of(target.name()))));
            branches.add(new Offer.Branch(tier, List.of(new Offer.Choice.One(target))));
        }
        RouteSettings route = RouteSettings.builder(String.join("-", tiers), Strategy.COST, List.of())
                .branches(new Choosing.Tiers(Optional.empty()), settings)
                .build();
        return new Offer.Routed(route.name(), route, branches, List.of());
    }

    private static Exchange saying(String fields, String... turns) {
        List<Json> messages = new ArrayList<>();
        for (String turn : turns) {
            messages.add(Json.object(f -> f.put("role", Json.text("user")).put("content", Json.text(turn))));
            messages.add(Json.object(f -> f.put("role", Json.text("assistant")).put("content", Json.text("Well."))));
        }
        String all = new String(JsonCodec.write(Json.array(messages.subList(0, messages.size() - 1))), UTF_8);
        return Requests.of(Headers.empty(), fields, all);
    }

    private Plan plan(Exchange exchange, String... tiers) {
        return routing.plan(exchange, Requests.CALLER, route(tiers));
    }

    private static List<String> names(Plan plan) {
        return plan.candidates().stream()
                .map(Candidate::target)
                .map(Target::name)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Hi there!",
                "Thanks",
                EASY,
                "Translate 'good morning' to French",
                "Summarize this email in two lines: the meeting moves to Tuesday because the room is taken.",
                "Write a headline for a bakery."
            })
    void beginsWithTheCheapestForWhatIsSimple(String prompt) {
        Plan plan = plan(saying("", prompt), "simple", "complex", "reasoning");
        assertThat(names(plan)).containsExactly("the-simple", "the-complex", "the-reasoning");
        assertThat(plan.chosen()).matches("tier simple: judged by the prompt, confidence 0\\.[0-9]{2}");
    }

    @Test
    void takesMoreWhereMoreIsNeeded() {
        assertThat(plan(saying("", HARD), "simple", "complex", "reasoning").chosen())
                .startsWith("tier reasoning: judged by the prompt");
        assertThat(names(plan(
                        saying(
                                "",
                                "Design a rate limiter for several regions: compare the token bucket with the leaky bucket,"
                                        + " evaluate consistency and failure modes, and plan its introduction."),
                        "simple",
                        "complex",
                        "reasoning")))
                .containsExactly("the-complex", "the-reasoning", "the-simple");
    }

    @Test
    void goesUpAndThenDownWhereATierIsMissingOrEmpty() {
        assertThat(names(plan(saying("", EASY), "complex", "reasoning")))
                .containsExactly("the-complex", "the-reasoning");
        assertThat(names(plan(saying("", HARD), "simple", "complex"))).containsExactly("the-complex", "the-simple");
        health.failed("the-simple");
        health.failed("the-simple");
        assertThat(names(plan(saying("", EASY), "simple", "complex", "reasoning")))
                .containsExactly("the-complex", "the-reasoning", "the-simple");
    }

    @Test
    void keepsAConversationAtWhatItsTurnsNeeded() {
        Plan plan = plan(saying("", HARD, "Thanks"), "simple", "complex", "reasoning");
        assertThat(names(plan).getFirst()).isEqualTo("the-reasoning");
        assertThat(plan.chosen()).startsWith("tier reasoning: an earlier turn needed it, confidence 0.");
        String[] turns = new String[10];
        Arrays.fill(turns, "Thanks");
        turns[0] = HARD;
        assertThat(names(plan(saying("", turns), "simple", "complex", "reasoning"))
                        .getFirst())
                .isEqualTo("the-simple");
    }

    @Test
    void goesUpForCallersWhoAskForThinking() {
        assertThat(plan(saying("\"reasoning_effort\":\"high\",", EASY), "simple", "complex", "reasoning")
                        .chosen())
                .isEqualTo("tier reasoning: the caller asks for thinking");
        assertThat(plan(saying("\"reasoning_effort\":\"low\",", EASY), "simple", "complex", "reasoning")
                        .chosen())
                .startsWith("tier simple");
    }

    @Test
    void goesUpForToolsInALongConversation() {
        assertThat(plan(saying(TOOL, EASY), "simple", "complex", "reasoning").chosen())
                .startsWith("tier simple");
        String history = "\"metadata\":{\"filler\":\"" + "word ".repeat(7_000) + "\"},";
        assertThat(plan(saying(TOOL + history, EASY), "simple", "complex", "reasoning")
                        .chosen())
                .isEqualTo("tier complex: tools and 8000 tokens or more");
        assertThat(plan(saying(history, EASY), "simple", "complex", "reasoning").chosen())
                .startsWith("tier simple");
    }

    @Test
    void isCarefulWhereThereIsNoText() {
        Exchange image = Requests.of(Headers.empty(), "", """
                [{"role":"user","content":[{"type":"image_url","image_url":{"url":"https://example.com/a.png"}}]}]""");
        assertThat(plan(image, "simple", "complex", "reasoning").chosen())
                .isEqualTo("tier complex: there is no text to judge by");
    }

    @Test
    void judgesTheSameTextAlwaysTheSame() {
        assertThat(Complexity.load().of(HARD)).isEqualTo(Complexity.load().of(HARD));
    }

    @Test
    @Tag("slow")
    void takesLessThanAMillisecondOrTwo() throws Unreadable {
        for (int bytes : new int[] {1_000, 100_000}) {
            String prompt = HARD.repeat(1 + bytes / HARD.length()).substring(0, bytes);
            Exchange exchange = saying("", prompt);
            Prompt read = Prompt.of(exchange.dialect().read(exchange.envelope()));
            Complexity complexity = Complexity.load();
            ThreadMXBean thread = ManagementFactory.getThreadMXBean();
            for (int i = 0; i < 3_000; i++) {
                complexity.of(read.turns().getFirst().text());
            }
            long[] nanos = new long[3_000];
            for (int i = 0; i < nanos.length; i++) {
                long began = thread.getCurrentThreadCpuTime(); // what else the machine does is not its fault
                complexity.of(read.turns().getFirst().text());
                nanos[i] = thread.getCurrentThreadCpuTime() - began;
            }
            Arrays.sort(nanos);
            System.out.printf("%d bytes: p50 %d us, p99 %d us%n", bytes, nanos[1_500] / 1_000, nanos[2_970] / 1_000);
            assertThat(nanos[2_970]).as("p99 of %d bytes", bytes).isLessThan(2_000_000);
        }
    }
}
