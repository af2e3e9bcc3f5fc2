package dev.signalbox.bench.micro;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.EventLoop;
import dev.signalbox.server.http.HangUp;
import dev.signalbox.server.http.Headers;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.settings.DialectName;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.ProviderSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.Strategy;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.wire.dialect.ReplyStyle;
import dev.signalbox.wire.dialect.Unreadable;
import dev.signalbox.wire.dialect.openai.OpenAi;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** From a request whose caller is known to its plan: the look-up of the route, and the order of its targets. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
public class Planning {
    private static final Caller CALLER = new Caller("bench", Optional.empty(), Optional.empty(), Optional.empty());
    private static final int FAILING_EVERY = 5;

    /** How the route orders its targets. */
    @Param({"PRIORITY", "WEIGHTED", "POOL", "LATENCY", "CAPABILITY"})
    private Strategy strategy = Strategy.PRIORITY;

    /** How many targets the route has, of as many models. */
    @Param({"10", "1000"})
    private int targets = 10;

    /** How many models are configured beside those of the route. */
    @Param({"0", "1000"})
    private int others;

    /** Whether each fifth target failed of late. */
    @Param({"false", "true"})
    private boolean failing;

    private final Health health = new Health(System::nanoTime);
    private final Speeds speeds = new Speeds(System::nanoTime);
    private final Catalogue catalogue = new Catalogue();
    private final Routing routing = new Routing(new Routing.Services(
            health, speeds, () -> ThreadLocalRandom.current().nextLong(), System::nanoTime, (_, _) -> {}));
    private Exchange exchange = exchange(Settings.defaults());

    /** Makes the configuration, and lets targets answer and fail. */
    @Setup(Level.Iteration)
    public void prepare() {
        Map<String, ModelSettings> models = new LinkedHashMap<>();
        List<TargetSettings> members = new ArrayList<>();
        for (int i = 0; i < targets; i++) {
            String name = "model-" + i;
            models.put(name, ModelSettings.of(name, "provider"));
            members.add(TargetSettings.of(name));
        }
        for (int i = 0; i < others; i++) {
            models.put("other-" + i, ModelSettings.of("other-" + i, "provider"));
        }
        Settings defaults = Settings.defaults();
        exchange = exchange(new Settings(
                defaults.server(),
                Map.of(
                        "provider",
                        ProviderSettings.of("provider", DialectName.OPENAI, URI.create("http://127.0.0.1:1/v1"))),
                models,
                Map.of("route", RouteSettings.of("route", strategy, members)),
                Map.of(),
                defaults.ledger(),
                defaults.telemetry(),
                defaults.fetch(),
                defaults.idempotency(),
                defaults.thinking(),
                defaults.events(),
                defaults.health(),
                defaults.routers(),
                "bench"));
        plan();
        for (int i = 0; i < targets; i++) {
            String name = "model-" + i;
            for (int answers = 0; answers < 100; answers++) {
                speeds.answered(name, Duration.ofMillis(10 + i % 7));
            }
            if (failing && i % FAILING_EVERY == 0) {
                health.failed(name);
                health.failed(name);
            }
        }
    }

    /** One plan. */
    @Benchmark
    public Plan plan() {
        return routing.plan(exchange, CALLER, catalogue.find(exchange, CALLER));
    }

    private static Exchange exchange(Settings settings) {
        String body = "{\"model\":\"route\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";
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
