package dev.signalbox.server.boot;

import dev.signalbox.learn.choice.Policies;
import dev.signalbox.learn.embed.Embedder;
import dev.signalbox.learn.embed.Encoder;
import dev.signalbox.server.catalogue.Catalogue;
import dev.signalbox.server.ceilings.Ceilings;
import dev.signalbox.server.ceilings.RouteGates;
import dev.signalbox.server.config.EffectiveConfiguration;
import dev.signalbox.server.config.Reload;
import dev.signalbox.server.config.WeightsFiles;
import dev.signalbox.server.dispatch.Dispatch;
import dev.signalbox.server.dispatch.Pauses;
import dev.signalbox.server.edge.Cors;
import dev.signalbox.server.edge.Edge;
import dev.signalbox.server.events.Events;
import dev.signalbox.server.fetch.Fetcher;
import dev.signalbox.server.fetch.Names;
import dev.signalbox.server.health.Health;
import dev.signalbox.server.health.Speeds;
import dev.signalbox.server.http.DrainReport;
import dev.signalbox.server.http.HttpRuntime;
import dev.signalbox.server.http.HttpServer;
import dev.signalbox.server.idempotency.Idempotency;
import dev.signalbox.server.identity.Identity;
import dev.signalbox.server.ledger.Ledger;
import dev.signalbox.server.peers.Hearing;
import dev.signalbox.server.peers.PeerObserver;
import dev.signalbox.server.peers.Peers;
import dev.signalbox.server.pipeline.Pipeline;
import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.probes.ActiveProbes;
import dev.signalbox.server.probes.DeepCheck;
import dev.signalbox.server.probes.Prober;
import dev.signalbox.server.routers.RouterKeeper;
import dev.signalbox.server.routing.Abilities;
import dev.signalbox.server.routing.LearnedReport;
import dev.signalbox.server.routing.Learning;
import dev.signalbox.server.routing.Routing;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.settings.SettingsHolder;
import dev.signalbox.server.telemetry.Telemetry;
import dev.signalbox.server.text.TokenRatios;
import dev.signalbox.server.upstream.Upstream;
import dev.signalbox.server.vendors.Vendors;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One running gateway. Everything is made here, in the order in which it depends on each other, and ended in the opposite
 * order.
 */
public final class Gateway implements AutoCloseable {
    private final Opened opened = new Opened();
    private final SettingsHolder settings;
    private final HttpServer server;
    private final Reloading reloading;
    private volatile boolean draining;

    /**
     * Loads, checks, opens and listens.
     *
     * @throws GatewayRefused with all problems if the configuration or what it needs cannot be used
     */
    public static Gateway start(GatewayOptions options) {
        return start(options, Embedder::open);
    }

    /** One whose prompts are embedded by what this opens. */
    static Gateway start(GatewayOptions options, Supplier<? extends Encoder> embedder) {
        return start(options, embedder, new Policies());
    }

    /** One that need not solve the bands that another has solved. */
    static Gateway start(GatewayOptions options, Supplier<? extends Encoder> embedder, Policies policies) {
        return new Gateway(options, embedder, policies);
    }

    private Gateway(GatewayOptions options, Supplier<? extends Encoder> embedder, Policies policies) {
        WeightsFiles weights = new WeightsFiles();
        Settings first = Sources.load(options, weights);
        EffectiveConfiguration.print(first).lines().forEach(options.console());
        settings = new SettingsHolder(first);
        try {
            Clock clock = Clock.systemUTC();
            LongSupplier nanoTime = System::nanoTime;
            Telemetry telemetry = opened.add(new Telemetry(settings, options.accessLog(), clock));
            HttpRuntime runtime = opened.add(HttpRuntime.start());
            Events events =
                    opened.add(Events.start(runtime, settings::now, telemetry::event, clock, RandomSource.ofThreads()));
            EventTelling eventTelling = new EventTelling(events, settings);
            PriceBook prices = PriceBook.load();
            PriceWarnings warnings = new PriceWarnings(prices, clock, options.console());
            warnings.tell(first);
            Speeds speeds = new Speeds(nanoTime);
            TokenRatios ratios = new TokenRatios();
            LedgerTelling telling = new LedgerTelling(telemetry, speeds, ratios, eventTelling);
            Ledger ledger = opened.add(Ledgers.open(first.ledger(), prices, telemetry, telling));
            opened.add(Ledgers.retention(ledger, settings, telling));

            Identity identity = new Identity();
            Catalogue catalogue = new Catalogue();
            Idempotency idempotency = opened.add(Idempotencies.open(first.ledger(), settings, telemetry, clock));
            PeerObserver peerObserver = telemetry.peers();
            Peers peers = opened.add(Peers.start(runtime, settings::now, peerObserver, RandomSource.ofThreads()));
            Health health = new Health(nanoTime, new HealthTelling(telemetry, eventTelling, peers));
            telemetry.watch(health);
            TargetFacts facts = new TargetFacts(prices, Vendors.load());
            Ceilings ceilings = new Ceilings(nanoTime, new CeilingTelling(telemetry, peers));
            Upstream upstream = opened.add(new Upstream(runtime));
            Fetcher fetcher = opened.add(new Fetcher(
                    runtime, Names.ofThisMachine(), (outcome, bytes) -> telemetry.fetched(outcome.word(), bytes)));
            Dispatch dispatch = new Dispatch(
                    new Dispatch.Services(
                            upstream,
                            health,
                            ceilings,
                            fetcher,
                            facts,
                            Pauses.real(),
                            RandomSource.ofThreads(),
                            clock,
                            nanoTime,
                            telemetry::cut,
                            new EscalationTelling(telemetry)),
                    telemetry::hedged);
            PromptEmbedding embedding = opened.add(new PromptEmbedding(options.console(), nanoTime, embedder));
            PromptReadings readings =
                    opened.add(new PromptReadings(first.ledger(), settings, embedding, telemetry::reading, clock));
            readings.tidy();
            RequestIds ids =
                    new RequestIds(clock, () -> ThreadLocalRandom.current().nextLong());
            Prober prober = new Prober(dispatch, ledger::open, runtime::loop, ids);
            Abilities abilities = new Abilities(prices, facts);
            Routing routing = new Routing(
                    new Routing.Services(
                            health,
                            speeds,
                            new BookPrices(prices, clock),
                            RandomSource.ofThreads(),
                            nanoTime,
                            new RoutingTelling(telemetry),
                            abilities,
                            ratios),
                    dispatch::ask,
                    new Learning.Parts(
                            embedding,
                            new BookRates(prices, clock),
                            new LearnedTelling(telemetry, readings),
                            policies));
            Warming warming = opened.add(new Warming(nanoTime));
            LearnedPreparation learned = new LearnedPreparation(
                    routing,
                    catalogue,
                    embedding,
                    warming,
                    new RoadWarmUp(prices, policies, embedding, clock, nanoTime));
            learned.first(first);
            RouteGates gates = new RouteGates(nanoTime, (route, limit) -> telemetry.limited(route, limit.word()));
            Pipeline pipeline =
                    new Pipeline(ledger, identity, catalogue, idempotency, gates, routing, dispatch, nanoTime);

            Edge edge = new Edge(new Edge.Parts(
                    settings,
                    pipeline,
                    identity,
                    catalogue,
                    Ledgers.finder(ledger),
                    Ledgers.decisions(ledger),
                    new FeedbackTaking(ledger, settings, telemetry, clock),
                    telemetry,
                    telemetry,
                    () -> notReady(ledger, warming),
                    new DeepCheck(prober::ask, clock, nanoTime),
                    peers::reach,
                    new Hearing(settings::now, peers.life(), health, ceilings, peerObserver, RandomSource.ofThreads()),
                    telemetry::scrape,
                    ids,
                    clock,
                    nanoTime,
                    abilities,
                    (name, its) ->
                            routing.report(catalogue.routes(its), name, its).map(LearnedReport::json),
                    new RouterKeeper(
                            Sources.file(options), options.environment(), weights, settings::now, this::reload)));
            reloading =
                    opened.add(Reloading.of(options, weights, settings, telemetry, eventTelling, learned::next, () -> {
                        upstream.renew();
                        peers.renew();
                        warnings.tell(settings.now());
                        readings.tidy();
                    }));
            Cors cors = new Cors(settings, edge.rejections());
            server = opened.add(HttpServer.start(
                    runtime,
                    Listening.options(first.server(), options.port()),
                    cors.around(edge.endpoints()),
                    cors.rejections(),
                    telemetry));
            telemetry.watch(server);
            opened.add(ActiveProbes.start(settings, health, prober));
            opened.add(PriceWatch.start(routing, settings, prices, clock, telemetry::repriced, options.console()));
        } catch (RuntimeException e) {
            opened.close();
            throw e instanceof GatewayRefused ? e : new GatewayRefused(String.valueOf(e.getMessage()), e);
        }
    }

    private Optional<String> notReady(Ledger ledger, Warming warming) {
        return draining
                ? Optional.of("draining")
                : Ledgers.notWritable(ledger).or(() -> Optional.of("warming up").filter(_ -> warming.holdsBack()));
    }

    /** Where the gateway listens, with the port that it really has. */
    public URI endpoint() {
        return Listening.endpoint(settings.now().server(), server.port());
    }

    /** The settings of this moment. */
    public Settings settings() {
        return settings.now();
    }

    /** Where the ledger lies. */
    public Path ledgerDirectory() {
        return settings.now().ledger().directory().toAbsolutePath().normalize();
    }

    /** Reads the configuration again, now. A bad one changes nothing. */
    public Reload reload() {
        return reloading.now();
    }

    /** Takes no more requests, lets running ones end within the configured time, and closes. */
    public DrainReport stop() {
        draining = true;
        DrainReport report = server.drain(settings.now().server().drain());
        close();
        return report;
    }

    /** Ends at once; what runs is cut, and the ledger knows. */
    @Override
    public void close() {
        draining = true;
        opened.close();
    }
}
