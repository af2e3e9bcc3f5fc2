package dev.signalbox.wire.dialect;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In what a provider differs from the owner of the dialect that it speaks. Data, so that a further provider is a further row
 * and not a further branch.
 *
 * @param outputCap the one name under which it takes the cap on output; absent where the model decides
 * @param refused top-level fields of a request that it answers with an error
 * @param refusedInMessages fields of messages, and of the calls in them, that it answers with an error
 * @param renamed top-level fields that it takes under another name, by the dialect's name
 * @param mostTemperature the highest temperature that it takes; absent where it takes what the dialect has
 * @param streamOptions whether it takes {@code stream_options}; where not, it tells its usage unasked or not at all
 * @param jsonSchema whether it takes a schema for the answer; where not, the schema goes into words
 * @param developerRole whether it knows the role {@code developer}; where not, it is told {@code system}
 * @param imageAddresses whether it fetches images from addresses by itself
 * @param reasoningField the field of an assistant's message in which it wants its readable reasoning back; absent where the
 *     dialect decides
 * @param thoughtSignatures whether it wants the signature of a thought back beside the call that followed it
 * @param toolIds the only ids of tool calls that it takes; absent where the dialect decides
 * @param strictTools whether it takes {@code strict} in the declaration of a function
 * @param toolChoices the only words that it takes for the choice among tools ({@code named} for a choice by name); empty
 *     where it takes all
 * @param prefill how it takes the beginning of an answer that it is to go on with; absent where the dialect decides
 */
public record Quirks(
        Optional<String> outputCap,
        Set<String> refused,
        Set<String> refusedInMessages,
        Map<String, String> renamed,
        Optional<BigDecimal> mostTemperature,
        boolean streamOptions,
        boolean jsonSchema,
        boolean developerRole,
        boolean imageAddresses,
        Optional<String> reasoningField,
        boolean thoughtSignatures,
        Optional<ToolIds> toolIds,
        boolean strictTools,
        Set<String> toolChoices,
        Optional<Prefill> prefill) {
    private static final Quirks NONE = new Quirks(
            Optional.empty(),
            Set.of(),
            Set.of(),
            Map.of(),
            Optional.empty(),
            true,
            true,
            true,
            true,
            Optional.empty(),
            false,
            Optional.empty(),
            true,
            Set.of(),
            Optional.empty());

    /** Takes defensive copies. */
    public Quirks {
        refused = Set.copyOf(refused);
        refusedInMessages = Set.copyOf(refusedInMessages);
        renamed = Map.copyOf(renamed);
        toolChoices = Set.copyOf(toolChoices);
    }

    /** A provider that does all as the owner of the dialect. */
    public static Quirks none() {
        return NONE;
    }

    /** The same for a provider that takes images as bytes only. */
    public Quirks readingNoAddresses() {
        return new Quirks(
                outputCap,
                refused,
                refusedInMessages,
                renamed,
                mostTemperature,
                streamOptions,
                jsonSchema,
                developerRole,
                false,
                reasoningField,
                thoughtSignatures,
                toolIds,
                strictTools,
                toolChoices,
                prefill);
    }

    /** Whether it does all as the owner of the dialect. */
    public boolean isNone() {
        return equals(NONE);
    }
}
