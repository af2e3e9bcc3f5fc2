package dev.signalbox.server.config;

import dev.signalbox.server.settings.PrefillStyle;
import dev.signalbox.server.settings.QuirkSettings;
import dev.signalbox.wire.dialect.ToolIds;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** {@code providers.NAME.quirks}: in what a provider differs, where the vendor's row does not say it or says it wrongly. */
final class QuirkSection {

    private static final Pattern FIELD = Pattern.compile("[A-Za-z0-9_.-]{1,64}");
    private static final Pattern TEMPERATURE = Pattern.compile("[0-9](?:\\.[0-9]{1,6})?");

    private static final Key<QuirkSettings, Optional<String>> OUTPUT_CAP = key(
            "output-cap",
            field(),
            QuirkSettings::outputCap,
            "The one name under which it takes the cap on output, such as `max_tokens`.");
    private static final Key<QuirkSettings, Optional<Set<String>>> REFUSED = key(
            "refused",
            fields(),
            QuirkSettings::refused,
            "Top-level fields of a request that it answers with an error: they are left out.");
    private static final Key<QuirkSettings, Optional<Set<String>>> REFUSED_IN_MESSAGES = key(
            "refused-in-messages",
            fields(),
            QuirkSettings::refusedInMessages,
            "Fields of messages, and of the calls of tools in them, that it answers with an error.");
    private static final Key<QuirkSettings, Optional<Map<String, String>>> RENAMED = key(
            "renamed",
            new Named<>(field(), name -> FIELD.matcher(name).matches(), "the name of a field"),
            QuirkSettings::renamed,
            "Top-level fields by their usual name, and what it calls them: `{ seed: random_seed }`.");
    private static final Key<QuirkSettings, Optional<BigDecimal>> MOST_TEMPERATURE = key(
            "most-temperature",
            WordKind.of(
                    "a number such as 1.5",
                    word -> TEMPERATURE.matcher(word).matches() ? Optional.of(new BigDecimal(word)) : Optional.empty(),
                    BigDecimal::toPlainString),
            QuirkSettings::mostTemperature,
            "The highest temperature that it takes; higher ones are lowered to it.");
    private static final Key<QuirkSettings, Optional<Boolean>> STREAM_OPTIONS = key(
            "stream-options",
            WordKind.trueOrFalse(),
            QuirkSettings::streamOptions,
            "Whether it takes `stream_options`, with which the gateway asks for the usage of a stream.");
    private static final Key<QuirkSettings, Optional<Boolean>> JSON_SCHEMA = key(
            "json-schema",
            WordKind.trueOrFalse(),
            QuirkSettings::jsonSchema,
            "Whether it takes a schema for the answer; where not, it is asked for JSON and told the schema in words.");
    private static final Key<QuirkSettings, Optional<Boolean>> DEVELOPER_ROLE = key(
            "developer-role",
            WordKind.trueOrFalse(),
            QuirkSettings::developerRole,
            "Whether it knows the role `developer`; where not, it is told `system`.");
    private static final Key<QuirkSettings, Optional<Boolean>> IMAGE_ADDRESSES = key(
            "image-addresses",
            WordKind.trueOrFalse(),
            QuirkSettings::imageAddresses,
            "Whether it fetches images from addresses by itself; where not, the gateway reads them and sends the bytes, as `fetch` allows.");
    private static final Key<QuirkSettings, Optional<String>> REASONING_FIELD = key(
            "reasoning-field",
            WordKind.of(
                    Problem.CHOICES + "reasoning_content, reasoning",
                    word -> Optional.of(word).filter(Set.of("reasoning_content", "reasoning")::contains),
                    Function.identity()),
            QuirkSettings::reasoningField,
            "The field of an assistant's message in which it wants its readable reasoning back.");
    private static final Key<QuirkSettings, Optional<Boolean>> THOUGHT_SIGNATURES = key(
            "thought-signatures",
            WordKind.trueOrFalse(),
            QuirkSettings::thoughtSignatures,
            "Whether it wants the signature of a thought back beside the call of a tool, as Gemini does.");
    private static final Key<QuirkSettings, Optional<String>> TOOL_IDS = key(
            "tool-ids",
            WordKind.of("a regular expression that a hash can meet", QuirkSection::pattern, Function.identity()),
            QuirkSettings::toolIds,
            "The only ids of calls of tools that it takes, as a regular expression; others become a hash in that form.");
    private static final Key<QuirkSettings, Optional<Boolean>> STRICT_TOOLS = key(
            "strict-tools",
            WordKind.trueOrFalse(),
            QuirkSettings::strictTools,
            "Whether it takes `strict` in the declaration of a tool.");
    private static final Key<QuirkSettings, Optional<Set<String>>> TOOL_CHOICES = key(
            "tool-choices",
            fields(),
            QuirkSettings::toolChoices,
            "The only words that it takes for `tool_choice`, with `named` for one tool by its name; an empty list: all.");

    private static final Key<QuirkSettings, Optional<PrefillStyle>> PREFILL = key(
            "prefill",
            WordKind.oneOf(PrefillStyle.class, Map.of()),
            QuirkSettings::prefill,
            "How it goes on with an answer whose beginning is the last message: `never`, `plain` (without a further word),"
                    + " with `prefix` or `partial` in that message, or with `continue-final-message` in the request; for"
                    + " `on-cut: continue` of routes.");

    static final Section<QuirkSettings> SECTION = Section.of(
            "providers.NAME.quirks",
            "In what the provider differs from the owner of its dialect, each value in place of its vendor's.",
            List.of(
                    OUTPUT_CAP,
                    REFUSED,
                    REFUSED_IN_MESSAGES,
                    RENAMED,
                    MOST_TEMPERATURE,
                    STREAM_OPTIONS,
                    JSON_SCHEMA,
                    DEVELOPER_ROLE,
                    IMAGE_ADDRESSES,
                    REASONING_FIELD,
                    THOUGHT_SIGNATURES,
                    TOOL_IDS,
                    STRICT_TOOLS,
                    TOOL_CHOICES,
                    PREFILL),
            v -> new QuirkSettings(
                    v.get(OUTPUT_CAP),
                    v.get(REFUSED),
                    v.get(REFUSED_IN_MESSAGES),
                    v.get(RENAMED),
                    v.get(MOST_TEMPERATURE),
                    v.get(STREAM_OPTIONS),
                    v.get(JSON_SCHEMA),
                    v.get(DEVELOPER_ROLE),
                    v.get(IMAGE_ADDRESSES),
                    v.get(REASONING_FIELD),
                    v.get(THOUGHT_SIGNATURES),
                    v.get(TOOL_IDS),
                    v.get(STRICT_TOOLS),
                    v.get(TOOL_CHOICES),
                    v.get(PREFILL)));

    private QuirkSection() {}

    private static <T> Key<QuirkSettings, Optional<T>> key(
            String name, Kind<T> kind, Function<QuirkSettings, Optional<T>> getter, String meaning) {
        return Key.optional(name, kind, getter, meaning).otherwise("the vendor's");
    }

    private static Kind<String> field() {
        return WordKind.matching("the name of a field", FIELD);
    }

    private static Kind<Set<String>> fields() {
        return ListKind.of(field())
                .as(Set::copyOf, names -> names.stream().sorted().toList());
    }

    private static Optional<String> pattern(String word) {
        try {
            return Optional.of(new ToolIds(Pattern.compile(word)).allowed().pattern());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
