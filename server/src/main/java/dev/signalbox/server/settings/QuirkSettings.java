package dev.signalbox.server.settings;

import java.math.BigDecimal;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * In what a provider is said to differ from the owner of its dialect. What is absent is left to whoever is asked next: the
 * configuration leaves it to the vendor, and the vendor to the dialect.
 *
 * @param outputCap the one name of the cap on output
 * @param refused top-level fields that it refuses
 * @param refusedInMessages fields of messages and of the calls in them that it refuses
 * @param renamed top-level fields that go by another name there
 * @param mostTemperature the highest temperature
 * @param streamOptions whether it takes {@code stream_options}
 * @param jsonSchema whether it takes a schema for the answer
 * @param developerRole whether it knows the role {@code developer}
 * @param imageAddresses whether it fetches images
 * @param reasoningField in which field of a message it wants its reasoning back
 * @param thoughtSignatures whether it wants signatures of thoughts back beside calls
 * @param toolIds the ids of calls that it takes, as a regular expression
 * @param strictTools whether it takes {@code strict} in a tool
 * @param toolChoices the words that it takes for the choice among tools
 * @param prefill how it takes the beginning of an answer that it is to go on with
 */
public record QuirkSettings(
        Optional<String> outputCap,
        Optional<Set<String>> refused,
        Optional<Set<String>> refusedInMessages,
        Optional<Map<String, String>> renamed,
        Optional<BigDecimal> mostTemperature,
        Optional<Boolean> streamOptions,
        Optional<Boolean> jsonSchema,
        Optional<Boolean> developerRole,
        Optional<Boolean> imageAddresses,
        Optional<String> reasoningField,
        Optional<Boolean> thoughtSignatures,
        Optional<String> toolIds,
        Optional<Boolean> strictTools,
        Optional<Set<String>> toolChoices,
        Optional<PrefillStyle> prefill) {
    private static final QuirkSettings NONE = new QuirkSettings(
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty(),
            Optional.empty());

    public QuirkSettings {
        refused = refused.map(Checks::sorted);
        refusedInMessages = refusedInMessages.map(Checks::sorted);
        renamed = renamed.map(Checks::inOrder);
        toolChoices = toolChoices.map(Checks::sorted);
    }

    /** Nothing is said. */
    public static QuirkSettings none() {
        return NONE;
    }

    /** What these say, and where they say nothing, what the others say. */
    public QuirkSettings over(QuirkSettings others) {
        return new QuirkSettings(
                outputCap.or(others::outputCap),
                refused.or(others::refused),
                refusedInMessages.or(others::refusedInMessages),
                renamed.or(others::renamed),
                mostTemperature.or(others::mostTemperature),
                streamOptions.or(others::streamOptions),
                jsonSchema.or(others::jsonSchema),
                developerRole.or(others::developerRole),
                imageAddresses.or(others::imageAddresses),
                reasoningField.or(others::reasoningField),
                thoughtSignatures.or(others::thoughtSignatures),
                toolIds.or(others::toolIds),
                strictTools.or(others::strictTools),
                toolChoices.or(others::toolChoices),
                prefill.or(others::prefill));
    }
}
