package dev.signalbox.server.telemetry;

import dev.signalbox.server.exchange.Caller;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.exchange.Counted;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.store.Attempt;
import dev.signalbox.server.store.Entry;
import dev.signalbox.server.store.LossWeights;
import dev.signalbox.wire.model.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Counts and times of everything that passes, in the Prometheus text format. Costs are USD, times are seconds. */
public final class Metrics implements AutoCloseable {
    private static final Duration[] LATENCIES = {
        Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250),
        Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMillis(2500), Duration.ofSeconds(5),
        Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60), Duration.ofSeconds(300)
    };

    private static final Duration[] TOKEN_TIMES = {
        Duration.ofMillis(2), Duration.ofMillis(5), Duration.ofMillis(10), Duration.ofMillis(20),
        Duration.ofMillis(30), Duration.ofMillis(50), Duration.ofMillis(75), Duration.ofMillis(100),
        Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1)
    };

    private static final Duration[] DECISION_TIMES = {
        Duration.ofNanos(100_000), Duration.ofNanos(250_000), Duration.ofNanos(500_000), Duration.ofMillis(1),
        Duration.ofMillis(2), Duration.ofMillis(4), Duration.ofMillis(6), Duration.ofMillis(10),
        Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofMillis(250)
    };

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final KnownNames names;

    /** @param settings tells which names may become labels */
    public Metrics(SettingsHolder settings) {
        this.names = new KnownNames(settings);
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    /** All metrics now. */
    public String scrape() {
        return registry.scrape();
    }

    /** A value that is asked for when metrics are read; labels as in {@link #count}. */
    public <T> void gauge(String name, String help, T source, ToDoubleFunction<T> value, String... labels) {
        io.micrometer.core.instrument.Gauge.builder(name, source, value)
                .description(help)
                .tags(labels)
                .strongReference(true)
                .register(registry);
    }

    /** Counts one more. Labels come in pairs of name and value; their values must be bounded by the configuration. */
    public void count(String name, String help, String... labels) {
        counter(name, help, labels).increment();
    }

    /** Counts this many more. */
    public void add(String name, String help, double amount, String... labels) {
        counter(name, help, labels).increment(amount);
    }

    /** The label for a name: bounded by the configuration. */
    public String label(String name) {
        return names.label(name);
    }

    /** A finished request. One that the gateway made by itself is counted apart, so that it hides in no rate of callers. */
    public void closed(Entry entry) {
        if (Caller.isProbing(entry.who().caller())) {
            probed(entry);
            return;
        }
        String asked = names.label(entry.asked().name());
        String model = entry.answered().model().map(names::label).orElse("none");
        String provider = entry.answered().provider().orElse("none");
        counter(
                        "signalbox.requests",
                        "Requests to models, by what was asked for and how they ended",
                        "asked",
                        asked,
                        "model",
                        model,
                        "provider",
                        provider,
                        "dialect",
                        entry.asked().dialect(),
                        "status",
                        Integer.toString(entry.outcome().status()),
                        "ended",
                        entry.outcome().endedAs().word())
                .increment();
        time(
                "signalbox.request.duration",
                "From the arrival of a request to its end",
                entry.outcome().duration(),
                asked,
                model);
        entry.outcome()
                .firstToken()
                .ifPresent(first -> time(
                        "signalbox.first.token",
                        "From the arrival of a request to its first content",
                        first,
                        asked,
                        model));
        entry.attempts().forEach(this::attempt);
        losses(model, asked, entry);
        ageing(entry);
        tokens(model, entry.bill().usage());
        money("signalbox.cost.usd", "What callers are billed", entry.bill().cost(), model);
        money(
                "signalbox.wasted.cost.usd",
                "What failed attempts cost",
                entry.bill().wasted(),
                model);
    }

    private void probed(Entry entry) {
        String model = names.label(entry.asked().name());
        counter(
                        "signalbox.probes",
                        "Requests by which the gateway asked targets whether they answer",
                        "target",
                        model,
                        "outcome",
                        entry.outcome().failure().isPresent() ? "failed" : "answered")
                .increment();
        tokens(model, entry.bill().usage());
        money(
                "signalbox.probes.cost.usd",
                "What it cost to ask targets whether they answer",
                entry.bill().cost(),
                model);
        money(
                "signalbox.probes.cost.usd",
                "What it cost to ask targets whether they answer",
                entry.bill().wasted(),
                model);
    }

    /** A request whose tokens were counted, estimated, or neither. */
    void counted(String asked, Optional<Counted> counted, int status) {
        counter(
                        "signalbox.token.counts",
                        "Requests for a count of tokens, by who counted and why nobody did",
                        "asked",
                        names.label(asked),
                        "model",
                        counted.map(c -> names.label(c.target().name())).orElse("none"),
                        "status",
                        Integer.toString(status),
                        "count",
                        counted.map(c -> c.count().word()).orElse("none"),
                        "why",
                        counted.flatMap(Counted::why).orElse("none"))
                .increment();
    }

    private void losses(String model, String asked, Entry entry) {
        entry.losses()
                .forEach(loss -> counter(
                                "signalbox.losses",
                                "Parts of requests that a model could not carry and that were dropped",
                                "model",
                                model,
                                "weight",
                                LossWeights.word(loss.weight()))
                        .increment());
        if (entry.outcome().failure().filter("loss_not_allowed"::equals).isPresent()) {
            counter("signalbox.losses.refused", "Requests refused because of what would be lost", "asked", asked)
                    .increment();
        }
    }

    /** Who still uses what goes away: by the name that was asked for, and by the model that answered for it. */
    private void ageing(Entry entry) {
        String asked = entry.asked().name();
        String answered = entry.answered().model().orElse(asked);
        ageing(asked, entry.arrived());
        if (!answered.equals(asked)) {
            ageing(answered, entry.arrived());
        }
    }

    private void ageing(String name, Instant at) {
        LifecycleSettings.Stage stage = names.stage(name, at);
        if (stage != LifecycleSettings.Stage.ACTIVE) {
            counter(
                            "signalbox.deprecated.uses",
                            "Requests for models and routes that are deprecated or retired, and answers by them",
                            "name",
                            names.label(name),
                            "stage",
                            stage.word())
                    .increment();
        }
    }

    private void attempt(Attempt attempt) {
        attempt.firstToken()
                .ifPresent(first -> timed(
                        "signalbox.target.first.token",
                        "From sending an attempt to the first content of its stream",
                        first,
                        "target",
                        names.label(attempt.target())));
        attempt.perOutputToken()
                .ifPresent(each -> Timer.builder("signalbox.output.token")
                        .description("How long each output token of a whole answer took")
                        .tags("target", names.label(attempt.target()), "streamed", streamed(attempt))
                        .serviceLevelObjectives(TOKEN_TIMES)
                        .register(registry)
                        .record(each));
        counter(
                        "signalbox.attempts",
                        "Attempts at targets",
                        "target",
                        names.label(attempt.target()),
                        "provider",
                        attempt.provider(),
                        "outcome",
                        attempt.outcome().word(),
                        "error",
                        attempt.error().orElse("none"))
                .increment();
        if (attempt.error()
                .filter(error -> error.equals("http_404") || error.equals("http_410"))
                .isPresent()) {
            counter(
                            "signalbox.models.missing",
                            "Attempts at which a provider did not know the model, or no longer",
                            "target",
                            names.label(attempt.target()),
                            "provider",
                            attempt.provider())
                    .increment();
        }
        if (attempt.error()
                .filter(error -> error.equals("http_401") || error.equals("http_403"))
                .isPresent()) {
            counter(
                            "signalbox.credential.failures",
                            "Attempts at which a provider refused our credential",
                            "provider",
                            attempt.provider())
                    .increment();
        }
    }

    private static String streamed(Attempt attempt) {
        return attempt.firstToken().isPresent() ? "true" : "false";
    }

    private void tokens(String model, Usage usage) {
        tokens(model, "input", usage.inputUncached());
        tokens(model, "cache_read", usage.cacheRead());
        tokens(model, "cache_write", usage.cacheWrite5m() + usage.cacheWrite1h());
        tokens(model, "output", usage.output());
        tokens(model, "reasoning", usage.reasoning());
    }

    private void tokens(String model, String kind, long count) {
        if (count > 0) {
            counter("signalbox.tokens", "Tokens billed; reasoning is part of output", "model", model, "kind", kind)
                    .increment((double) count);
        }
    }

    private void money(String name, String help, Cost cost, String model) {
        Optional<Double> dollars = switch (cost) {
            case Cost.Known known -> Optional.of(known.nanoDollars() / 1e9);
            case Cost.Unknown _ -> Optional.empty();
        };
        dollars.filter(amount -> amount > 0)
                .ifPresent(amount -> counter(name, help, "model", model).increment(amount));
    }

    private void time(String name, String help, Duration duration, String asked, String model) {
        Timer.builder(name)
                .description(help)
                .tags("asked", asked, "model", model)
                .serviceLevelObjectives(LATENCIES)
                .register(registry)
                .record(duration);
    }

    /** One more decision of a learned route. */
    void decided(String route, Duration duration) {
        Timer.builder("signalbox.router.decision")
                .description("How long learned routes took to pick a model")
                .tags("route", names.label(route))
                .serviceLevelObjectives(DECISION_TIMES)
                .register(registry)
                .record(duration);
    }

    /** One more time that something took. */
    void timed(String name, String help, Duration duration, String... labels) {
        Timer.builder(name)
                .description(help)
                .tags(labels)
                .serviceLevelObjectives(LATENCIES)
                .register(registry)
                .record(duration);
    }

    private Counter counter(String name, String help, String... labels) {
        return Counter.builder(name).description(help).tags(labels).register(registry);
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
