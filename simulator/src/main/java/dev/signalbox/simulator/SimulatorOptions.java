package dev.signalbox.simulator;

import dev.signalbox.simulator.script.FaultRule;
import dev.signalbox.simulator.script.FaultSpec;
import dev.signalbox.simulator.script.Pace;
import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Everything that a simulator can be told at its start. Immutable: each {@code with...} gives a changed copy. */
public final class SimulatorOptions implements Cloneable {
    private String host = "127.0.0.1";
    private int port;
    private Pace pace = Pace.atOnce();
    private long seed = 1;
    private @Nullable String requiredKey;
    private List<FaultRule> faults = List.of();
    private List<String> models = List.of("sim-small", "sim-large", "sim-reasoner", "sim-o1");
    private boolean onlyListedModels;
    private OptionalInt cachedTokens = OptionalInt.empty();
    private boolean padding = true;
    private boolean strict;
    private int maxBodyBytes = 64 << 20;
    private int loggedRequests = 1000;
    private long loggedBytes = 64 << 20;

    private SimulatorOptions() {}

    /** Loopback, any free port, every key, every model, everything at once, no faults. */
    public static SimulatorOptions defaults() {
        return new SimulatorOptions();
    }

    /** The address to listen on. */
    public SimulatorOptions withHost(String value) {
        return changed(copy -> copy.host = value);
    }

    /** The port to listen on; 0 for any that is free. */
    public SimulatorOptions withPort(int value) {
        if (value < 0 || value > 65535) {
            throw new IllegalArgumentException("port: " + value + " (expected: 0 to 65535)");
        }
        return changed(copy -> copy.port = value);
    }

    public SimulatorOptions withPace(Pace value) {
        return changed(copy -> copy.pace = value);
    }

    /** The time from the complete request to the first byte of its reply. */
    public SimulatorOptions withTimeToFirstToken(Duration value) {
        return changed(copy -> copy.pace = new Pace(value, pace.tokensPerSecond(), pace.tokensPerEvent()));
    }

    /** How fast tokens come; 0 for all at once. */
    public SimulatorOptions withTokensPerSecond(double value) {
        return changed(copy -> copy.pace = new Pace(pace.firstToken(), value, pace.tokensPerEvent()));
    }

    /** How many tokens one event of a stream carries. */
    public SimulatorOptions withTokensPerEvent(int value) {
        return changed(copy -> copy.pace = pace.withTokensPerEvent(value));
    }

    /** From which ids and words are made: another seed says other things. */
    public SimulatorOptions withSeed(long value) {
        return changed(copy -> copy.seed = value);
    }

    /** The only key that is accepted; others get the provider's real 401. */
    public SimulatorOptions withRequiredKey(String value) {
        return changed(copy -> copy.requiredKey = value);
    }

    public SimulatorOptions withFaults(List<FaultRule> value) {
        return changed(copy -> copy.faults = List.copyOf(value));
    }

    /**
     * Faults as text, see {@link FaultSpec}.
     *
     * @throws IllegalArgumentException which says what is wrong and what was expected
     */
    public SimulatorOptions withFaults(String specification) {
        return withFaults(FaultSpec.rules(specification));
    }

    /** The models that {@code GET /v1/models} lists. */
    public SimulatorOptions withModels(List<String> value) {
        if (value.isEmpty()) {
            throw new IllegalArgumentException("models: none (expected: at least one)");
        }
        return changed(copy -> copy.models = List.copyOf(value));
    }

    /** Whether a model that is not listed gets the provider's real 404; otherwise every name is served. */
    public SimulatorOptions withOnlyListedModels(boolean value) {
        return changed(copy -> copy.onlyListedModels = value);
    }

    /** How many input tokens every answer reports as read from the prompt cache (at most all). */
    public SimulatorOptions withCachedTokens(int value) {
        return changed(copy -> copy.cachedTokens = OptionalInt.of(value));
    }

    /** Whether streams are padded as the real providers do ({@code obfuscation}, blanks in data lines). */
    public SimulatorOptions withPadding(boolean value) {
        return changed(copy -> copy.padding = value);
    }

    /** Whether a field at the top of a request that the real API does not know is refused. */
    public SimulatorOptions withStrictFields(boolean value) {
        return changed(copy -> copy.strict = value);
    }

    /** The largest body that is read; a larger one gets the provider's 413. */
    public SimulatorOptions withMaxBodyBytes(int value) {
        return changed(copy -> copy.maxBodyBytes = value);
    }

    /** How many requests, and how many bytes of their bodies, the log holds. */
    public SimulatorOptions withLog(int requests, long bytes) {
        return changed(copy -> {
            copy.loggedRequests = requests;
            copy.loggedBytes = bytes;
        });
    }

    public String host() {
        return host;
    }

    public int port() {
        return port;
    }

    public Pace pace() {
        return pace;
    }

    public long seed() {
        return seed;
    }

    public @Nullable String requiredKey() {
        return requiredKey;
    }

    public List<FaultRule> faults() {
        return faults;
    }

    public List<String> models() {
        return models;
    }

    public boolean onlyListedModels() {
        return onlyListedModels;
    }

    public OptionalInt cachedTokens() {
        return cachedTokens;
    }

    public boolean padding() {
        return padding;
    }

    public boolean strictFields() {
        return strict;
    }

    public int maxBodyBytes() {
        return maxBodyBytes;
    }

    public int loggedRequests() {
        return loggedRequests;
    }

    public long loggedBytes() {
        return loggedBytes;
    }

    private SimulatorOptions changed(Consumer<SimulatorOptions> change) {
        try {
            SimulatorOptions copy = (SimulatorOptions) clone();
            change.accept(copy);
            return copy;
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("options are cloneable", e);
        }
    }
}
