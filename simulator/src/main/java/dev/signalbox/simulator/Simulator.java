package dev.signalbox.simulator;

import dev.signalbox.simulator.anthropic.Anthropic;
import dev.signalbox.simulator.dialect.Manner;
import dev.signalbox.simulator.gemini.Gemini;
import dev.signalbox.simulator.gemini.Surface;
import dev.signalbox.simulator.log.ReceivedRequest;
import dev.signalbox.simulator.log.RequestLog;
import dev.signalbox.simulator.log.SimulatorStats;
import dev.signalbox.simulator.openai.House;
import dev.signalbox.simulator.openai.Houses;
import dev.signalbox.simulator.openai.OpenAi;
import dev.signalbox.simulator.openai.OpenAiResponses;
import dev.signalbox.simulator.script.Fault;
import dev.signalbox.simulator.script.FaultRule;
import dev.signalbox.simulator.script.FaultSpec;
import dev.signalbox.simulator.script.Faults;
import dev.signalbox.simulator.script.Pace;
import dev.signalbox.simulator.serve.Listener;
import dev.signalbox.simulator.serve.Paces;
import dev.signalbox.simulator.serve.Setup;
import dev.signalbox.simulator.serve.Voices;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * A provider that plays real ones over a real socket: OpenAI chat completions, Anthropic messages and Gemini, with scripted
 * faults.
 * Safe for several threads.
 *
 * <pre>{@code
 * try (Simulator simulator = Simulator.start()) {
 *     simulator.script(FaultRule.next(1, Fault.status(429)));
 *     call(simulator.openAiEndpoint());
 *     simulator.stats().requests();
 * }
 * }</pre>
 */
public final class Simulator implements AutoCloseable {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(1);

    private final Listener listener;
    private final RequestLog log;
    private final Faults faults;
    private final Paces paces;

    private Simulator(SimulatorOptions options) {
        Manner manner = new Manner(options.seed(), options.padding(), options.strictFields(), options.requiredKey());
        log = new RequestLog(InstantSource.system(), options.loggedRequests(), options.loggedBytes());
        faults = new Faults();
        options.faults().forEach(faults::add);
        paces = new Paces(options.pace());
        listener = Listener.open(new Setup(
                options.host(),
                options.port(),
                options.maxBodyBytes(),
                options.models(),
                options.onlyListedModels(),
                options.cachedTokens(),
                options.seed(),
                voices(manner),
                faults,
                paces,
                log));
    }

    private static Voices voices(Manner manner) {
        return new Voices(
                new OpenAi(manner, Houses.OPENAI),
                new OpenAiResponses(manner),
                new Anthropic(manner, false),
                new Gemini(manner, new Surface("gemini", false, false)),
                new Gemini(manner, new Surface("gemini", false, true)),
                new Gemini(manner, new Surface("vertex", true, false)),
                new Gemini(manner, new Surface("vertex", true, true)),
                new OpenAi(manner, Houses.GOOGLE),
                new OpenAi(manner, Houses.AZURE),
                new OpenAi(manner, Houses.AZURE_DATED),
                new Anthropic(manner, true),
                Houses.vendors().stream().collect(Collectors.toMap(House::name, house -> new OpenAi(manner, house))));
    }

    /** Starts on loopback on a free port. */
    public static Simulator start() {
        return start(SimulatorOptions.defaults());
    }

    /**
     * Starts, and returns when the port is open.
     *
     * @throws IllegalStateException when the port cannot be opened
     */
    public static Simulator start(SimulatorOptions options) {
        return new Simulator(options);
    }

    /** Scheme, host and port, without a path: what an Anthropic client takes as its base. */
    public URI endpoint() {
        return listener.endpoint();
    }

    /** The endpoint with {@code /v1beta}: what the Gemini API has before {@code /models}. */
    public URI geminiEndpoint() {
        return URI.create(endpoint() + "/v1beta");
    }

    /** The endpoint with {@code /v1}: what an OpenAI client takes as its base. */
    public URI openAiEndpoint() {
        return URI.create(endpoint() + "/v1");
    }

    public int port() {
        return listener.endpoint().getPort();
    }

    /** Adds rules behind those that are in force. */
    public void script(FaultRule... rules) {
        List.of(rules).forEach(faults::add);
    }

    /**
     * Adds rules as text, see {@link FaultSpec}.
     *
     * @throws IllegalArgumentException which says what is wrong and what was expected
     */
    public void script(String specification) {
        FaultSpec.rules(specification).forEach(faults::add);
    }

    /** The next request meets this fault. */
    public void failNext(Fault fault) {
        faults.add(FaultRule.next(1, fault));
    }

    /** Drops all rules. */
    public void clearFaults() {
        faults.clear();
    }

    /** The rules in force with what they have hit. */
    public List<Faults.Tally> faults() {
        return faults.tallies();
    }

    /** The pace of all models that have none of their own. */
    public void pace(Pace pace) {
        paces.setAll(pace);
    }

    /** The pace of one model. */
    public void pace(String model, Pace pace) {
        paces.set(model, pace);
    }

    public SimulatorStats stats() {
        return log.stats();
    }

    /** The last requests, oldest first. */
    public List<ReceivedRequest> requests() {
        return log.requests();
    }

    /** Forgets requests and counters. */
    public void reset() {
        log.reset();
    }

    /**
     * Waits until the counters satisfy a condition.
     *
     * @throws IllegalStateException with the counters when they do not in time
     */
    public SimulatorStats awaitStats(Predicate<SimulatorStats> condition, Duration atMost) {
        long deadline = System.nanoTime() + atMost.toNanos();
        SimulatorStats stats = stats();
        while (!condition.test(stats)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException("after " + atMost + ": " + stats + " (expected: other counters)");
            }
            LockSupport.parkNanos(LOOK_AGAIN.toNanos());
            stats = stats();
        }
        return stats;
    }

    /** Closes the port and all connections. */
    @Override
    public void close() {
        listener.close();
    }
}
