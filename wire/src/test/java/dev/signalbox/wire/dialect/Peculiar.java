package dev.signalbox.wire.dialect;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.regex.Pattern;

/** Quirks for tests, each set by name. */
public final class Peculiar {
    private Optional<String> outputCap = Optional.empty();
    private Set<String> refused = Set.of();
    private Set<String> refusedInMessages = Set.of();
    private Map<String, String> renamed = Map.of();
    private Optional<BigDecimal> mostTemperature = Optional.empty();
    private boolean streamOptions = true;
    private boolean jsonSchema = true;
    private boolean developerRole = true;
    private boolean imageAddresses = true;
    private Optional<String> reasoningField = Optional.empty();
    private boolean thoughtSignatures;
    private Optional<ToolIds> toolIds = Optional.empty();
    private boolean strictTools = true;
    private Set<String> toolChoices = Set.of();
    private Optional<Prefill> prefill = Optional.empty();

    public static Peculiar provider() {
        return new Peculiar();
    }

    public Peculiar cap(String name) {
        outputCap = Optional.of(name);
        return this;
    }

    public Peculiar prefill(Prefill way) {
        prefill = Optional.of(way);
        return this;
    }

    public Peculiar refuses(String... fields) {
        refused = Set.of(fields);
        return this;
    }

    public Peculiar refusesInMessages(String... fields) {
        refusedInMessages = Set.of(fields);
        return this;
    }

    public Peculiar renames(String from, String to) {
        renamed = Map.of(from, to);
        return this;
    }

    public Peculiar mostTemperature(String most) {
        mostTemperature = Optional.of(new BigDecimal(most));
        return this;
    }

    public Peculiar noStreamOptions() {
        streamOptions = false;
        return this;
    }

    public Peculiar noJsonSchema() {
        jsonSchema = false;
        return this;
    }

    public Peculiar noDeveloperRole() {
        developerRole = false;
        return this;
    }

    public Peculiar noImageAddresses() {
        imageAddresses = false;
        return this;
    }

    public Peculiar reasoningField(String name) {
        reasoningField = Optional.of(name);
        return this;
    }

    public Peculiar thoughtSignatures() {
        thoughtSignatures = true;
        return this;
    }

    public Peculiar toolIds(String pattern) {
        toolIds = Optional.of(new ToolIds(Pattern.compile(pattern)));
        return this;
    }

    public Peculiar noStrictTools() {
        strictTools = false;
        return this;
    }

    public Peculiar toolChoices(String... words) {
        toolChoices = Set.of(words);
        return this;
    }

    /** A model at this provider. */
    public ModelFacts model(String id, ModelFacts.Thinking thinking) {
        Quirks quirks = new Quirks(
                outputCap,
                refused,
                refusedInMessages,
                renamed,
                mostTemperature,
                streamOptions,
                jsonSchema,
                developerRole,
                imageAddresses,
                reasoningField,
                thoughtSignatures,
                toolIds,
                strictTools,
                toolChoices,
                prefill);
        return Refusing.asOpenAi(
                new ModelFacts(id, OptionalLong.empty(), 4096, thinking, ThinkingScale.standard(), List.of(), quirks));
    }
}
