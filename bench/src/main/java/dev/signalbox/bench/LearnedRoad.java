package dev.signalbox.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.boot.PromptEmbedding;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.config.Configuration;
import dev.signalbox.server.config.Loaded;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Calls;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.routing.LearnedObserver;
import dev.signalbox.server.routing.Learning;
import dev.signalbox.server.routing.ModelPrices;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.routing.TextEmbedding;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * A learned route over four models, from a request that has been read by its door to its plan, in this process and without a
 * network. Prompts are made of words that are one token each.
 */
public final class LearnedRoad {
    private static final Caller CALLER = new Caller("bench", Optional.empty(), Optional.empty(), Optional.empty());
    private static final String CONFIGURATION = """
            providers:
              house: { dialect: openai, endpoint: "http://127.0.0.1:1/v1", key: "${BENCH_KEY}" }
            models:
              gpt-4o: { provider: house, id: gpt-4o-2024-05-13 }
              gpt-4o-mini: { provider: house, id: gpt-4o-mini-2024-07-18 }
              sonnet: { provider: house, id: claude-3-5-sonnet-20240620 }
              o3-mini: { provider: house, id: o3-mini-medium, price: { input: 1.1, output: 4.4 } }
            routes:
              auto: { strategy: learned, models: [gpt-4o, gpt-4o-mini, sonnet, o3-mini], budget: 30s }
            callers:
              bench: { key: "sha256:df5b52e37377f8663763c1c7c05bfd197f111104a5022163874a2d112c959efa" }
            """;
    private static final Map<String, ModelPrices.Rates> RATES = Map.of(
            "gpt-4o", new ModelPrices.Rates(5, 15, 2.5),
            "gpt-4o-mini", new ModelPrices.Rates(0.15, 0.6, 0.075),
            "sonnet", new ModelPrices.Rates(3, 15, 0.3),
            "o3-mini", new ModelPrices.Rates(1.1, 4.4, 0.55));
    private static final String[] WORDS = """
            the train river house water night light green money paper music friend school woman letter winter
            mother father doctor market window street garden church bridge island forest mountain animal table
            story number problem answer question system program language history science king queen war peace
            summer spring morning evening north south east west red blue black white large small old new young
            """.trim().split("\\s+");

    private final Catalogue catalogue = new Catalogue();
    private final Settings settings;
    private final Routing routing;

    /**
     * A route whose models are known and whose bands are solved.
     *
     * @param budget how long a request waits for its embedding
     */
    public LearnedRoad(TextEmbedding embedding, Duration budget) {
        this.settings = settings(CONFIGURATION.replace("30s", budget.toMillis() + "ms"));
        this.routing = new Routing(
                new Routing.Services(
                        new Health(System::nanoTime),
                        new Speeds(System::nanoTime),
                        () -> ThreadLocalRandom.current().nextLong(),
                        System::nanoTime,
                        (_, _) -> {}),
                Calls.NONE,
                new Learning.Parts(
                        embedding, target -> Optional.ofNullable(RATES.get(target.name())), LearnedObserver.NONE));
        routing.prepare(catalogue.routes(settings), settings);
    }

    /** With the model that gateways use, waited for as long as it takes to be opened. */
    public static LearnedRoad patient() {
        return new LearnedRoad(PromptEmbedding.patient(), Duration.ofSeconds(30));
    }

    /** The plan for a request. */
    public Plan plan(Exchange exchange) {
        return routing.plan(exchange, CALLER, catalogue.find(exchange, CALLER));
    }

    /** Any words. */
    public static String words(int count, RandomGenerator random) {
        return random.ints(count, 0, WORDS.length).mapToObj(word -> WORDS[word]).collect(Collectors.joining(" "));
    }

    /** A request of a caller who says this. */
    public Exchange exchange(String said) {
        String body = "{\"model\":\"auto\",\"messages\":[{\"role\":\"user\",\"content\":\"" + said + "\"}]}";
        try {
            return new Exchange(
                    "request",
                    Instant.now(),
                    0,
                    Long.MAX_VALUE,
                    OpenAi.caller(),
                    OpenAi.caller().open(body.getBytes(UTF_8)),
                    new ReplyStyle(false, false, 0),
                    Headers.empty(),
                    Optional.empty(),
                    Optional.empty(),
                    settings,
                    HangUp.never(),
                    new Nowhere());
        } catch (Unreadable e) {
            throw new IllegalStateException(e);
        }
    }

    private static Settings settings(String yaml) {
        return switch (Configuration.load("bench.yaml", yaml, Path.of("."), _ -> "key")) {
            case Loaded.Good(Settings settings, var _) -> settings;
            case Loaded.Bad(var problems) -> throw new IllegalStateException(problems.toString());
        };
    }

    private static final class Nowhere implements EventLoop {
        @Override
        public void run(Runnable task) {
            throw new UnsupportedOperationException("plans touch no event loop");
        }

        @Override
        public boolean here() {
            return false;
        }

        @Override
        public Timer schedule(Duration delay, Runnable task) {
            throw new UnsupportedOperationException("plans touch no event loop");
        }
    }
}
