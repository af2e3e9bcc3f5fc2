package dev.signalbox.server.boot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.learn.choice.Policies;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.ModelSelection;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.exchange.Requests;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.routing.LearnedObserver;
import dev.signalbox.server.routing.LearnedReport;
import dev.signalbox.server.routing.Learning;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.Settings;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;

/** A model of a learned route that costs more from December on, and of which no price is known from January on. */
@EnabledIf(
        value = "dev.signalbox.server.boot.LearnedModels#areKnown",
        disabledReason = "no trained weights come with this build")
class PriceWatchTest {
    private static final PriceBook BOOK = PriceBook.read("""
            gpt-4o-2024-05-13,openai,2026-01-01,,5,,,,15,,,,none,,,s,2026-01-01
            gpt-4o-mini-2024-07-18,openai,2026-01-01,,0.15,,,,0.60,,,,none,,,s,2026-01-01
            gpt-4o-mini-2024-07-18,openai,2026-12-01,,50,,,,200,,,,none,,,s,2026-01-01
            gpt-4o-mini-2024-07-18,openai,2027-01-01,,,,,,,,,,none,,,s,2026-01-01
            """);
    private static final String YAML = """
            providers: { openai: { dialect: openai, key: "${KEY}" } }
            models:
              large: { provider: openai, id: gpt-4o-2024-05-13 }
              small: { provider: openai, id: gpt-4o-mini-2024-07-18 }
            routes:
              auto: { strategy: learned, mode: cost, models: [large, small] }
              same: { strategy: learned, mode: quality, models: [small, large] }
            """;

    private final MovedClock clock = new MovedClock("2026-11-30T23:50:00Z");
    private final Catalogue catalogue = new Catalogue();
    private final List<String> told = new ArrayList<>();
    private final List<String> counted = new ArrayList<>();
    private Settings settings;
    private Policies policies;
    private Routing routing;
    private PriceWatch watch;

    private static final class MovedClock extends Clock {
        private Instant now;

        MovedClock(String at) {
            now = Instant.parse(at);
        }

        void to(String at) {
            now = Instant.parse(at);
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            throw new UnsupportedOperationException("nobody asks for a zone");
        }

        @Override
        public Instant instant() {
            return now;
        }
    }

    private static Settings settings(String yaml) {
        Loaded loaded = Configuration.load("prices.yaml", yaml, Path.of("."), Map.of("KEY", "k")::get);
        assertThat(loaded).as(loaded.toString()).isInstanceOf(Loaded.Good.class);
        return ((Loaded.Good) loaded).settings();
    }

    @BeforeEach
    void prepares() {
        prepares(YAML);
    }

    private void prepares(String yaml) {
        settings = settings(yaml);
        policies = new Policies();
        routing = new Routing(
                new Routing.Services(
                        new Health(() -> 0), new Speeds(() -> 0), new SplittableRandom(1), () -> 0, (_, _) -> {}),
                Calls.NONE,
                new Learning.Parts(TextEmbedding.NONE, new BookRates(BOOK, clock), LearnedObserver.NONE, policies));
        watch = new PriceWatch(
                routing,
                () -> settings,
                BOOK,
                clock,
                (route, outcome) -> counted.add(route + " " + outcome),
                told::add);
        routing.prepare(catalogue.routes(settings), settings);
        assertThat(policies.solved()).as("two routes with the same models").isOne();
    }

    private Plan plan() {
        Exchange exchange = Requests.after(
                Requests.named("auto", Headers.empty(), "", "[{\"role\":\"user\",\"content\":\"Hi\"}]"), settings);
        return routing.plan(exchange, Caller.probing(), catalogue.find(exchange, Caller.probing()));
    }

    private double dollars() {
        return plan().learned().orElseThrow().selection().models().stream()
                .filter(model -> model.target().equals("small"))
                .findFirst()
                .flatMap(ModelSelection.Model::dollars)
                .orElseThrow();
    }

    private double saved() {
        return routing.report(catalogue.routes(settings), "auto", settings).orElseThrow().modes().stream()
                .filter(one -> one.mode().equals("cost"))
                .mapToDouble(LearnedReport.Bought::saved)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void solvesAheadAndDecidesByTheNewPriceFromItsDateOn() {
        double before = dollars();
        double promised = saved();
        watch.look();
        assertThat(policies.solved()).as("while prices stay").isOne();
        clock.to("2026-11-30T23:59:00Z");
        watch.look();
        assertThat(policies.solved()).as("ahead").isEqualTo(2);
        assertThat(told).isEmpty();
        assertThat(dollars()).isEqualTo(before);

        clock.to("2026-12-01T00:00:00Z");
        watch.look();

        assertThat(policies.solved()).isEqualTo(2);
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "routes.auto: a price changed, its bands were solved anew",
                        "routes.same: a price changed, its bands were solved anew");
        assertThat(counted).containsExactlyInAnyOrder("auto solved", "same solved");
        assertThat(dollars()).isGreaterThan(before * 300);
        assertThat(plan().candidates().getFirst().target().name()).isEqualTo("large");
        assertThat(promised).isGreaterThan(0.1);
        assertThat(saved()).as("the dear one is also the worse one").isLessThan(0.03);
        watch.look();
        assertThat(told).hasSize(2);
    }

    /** What the book says of December is of no meaning here. */
    @Test
    void doesTheSameForAPriceOfTheConfigurationThatHasATime() {
        prepares(YAML.replace("id: gpt-4o-mini-2024-07-18 }", """
                id: gpt-4o-mini-2024-07-18, price: [
                    { input: 0.15, output: 0.60 }, { from: 2026-12-15T09:00+01:00, input: 50, output: 200 } ] }"""));
        double before = dollars();
        clock.to("2026-12-15T07:57:00Z");
        watch.look();
        assertThat(policies.solved()).as("while prices stay").isOne();
        clock.to("2026-12-15T07:59:00Z");
        watch.look();
        assertThat(policies.solved()).as("ahead").isEqualTo(2);
        assertThat(dollars()).isEqualTo(before);
        assertThat(told).isEmpty();

        clock.to("2026-12-15T08:00:00Z");
        watch.look();

        assertThat(policies.solved()).isEqualTo(2);
        assertThat(counted).containsExactlyInAnyOrder("auto solved", "same solved");
        assertThat(dollars()).isGreaterThan(before * 300);
        assertThat(plan().candidates().getFirst().target().name()).isEqualTo("large");
        assertThat(saved()).isLessThan(0.03);
    }

    @Test
    void goesOnAsBeforeWhereThePriceIsGoneAndSaysSoOnce() {
        double before = dollars();
        clock.to("2027-01-01T00:00:00Z");
        watch.look();
        watch.look();
        assertThat(dollars()).isEqualTo(before);
        assertThat(told)
                .containsExactlyInAnyOrder(
                        "routes.auto: a price changed, its bands were NOT solved anew and stay as they are: no price of"
                                + " small (expected: one that holds now)",
                        "routes.same: a price changed, its bands were NOT solved anew and stay as they are: no price of"
                                + " small (expected: one that holds now)");
        assertThat(counted).containsExactlyInAnyOrder("auto failed", "same failed");

        clock.to("2026-12-31T00:00:00Z");
        watch.look();
        assertThat(counted).as("not seen coming").contains("auto solved", "same solved");
        assertThat(dollars()).isGreaterThan(before * 300);
    }
}
