package dev.signalbox.server.config;

import dev.signalbox.server.settings.Secret;
import dev.signalbox.server.settings.TargetSettings;
import dev.signalbox.server.settings.TargetShaping;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code routes.NAME.targets[].headers} and {@code .parameters}: what is made of a request on its way to a target. */
final class ShapingSection {
    /** What carries a credential, or says what the body is, is the provider's. */
    private static final Set<String> OWNED = Set.of(
            "authorization",
            "proxy-authorization",
            "cookie",
            "x-api-key",
            "api-key",
            "x-goog-api-key",
            "ocp-apim-subscription-key",
            "content-type",
            "content-encoding",
            "accept",
            "anthropic-version");

    private static final BigDecimal HOTTEST = BigDecimal.TWO;

    record Fields(Map<String, Secret> set, List<String> remove) {}

    private static final Key<Fields, Map<String, Secret>> SET = Key.withDefault(
                    "set",
                    Words.maybe(new Named<>(
                            Secrets.text(), ShapingSection::isFree, "the name of a header that carries no credential")),
                    Fields::set,
                    Map.of(),
                    "Header fields that are sent in place of others of their name. Values may be plain text and are always"
                            + " masked.")
            .otherwise("none");
    private static final Key<Fields, List<String>> REMOVE = Key.withDefault(
                    "remove",
                    ListKind.orOne(WordKind.of(
                                    "the name of a header that carries no credential",
                                    word -> Optional.of(word).filter(ShapingSection::isFree),
                                    word -> word))
                            .optional()
                            .<List<String>>as(
                                    found -> found.orElse(List.of()),
                                    names -> names.isEmpty() ? Optional.<List<String>>empty() : Optional.of(names)),
                    Fields::remove,
                    List.of(),
                    "Header fields that are not sent, also where `providers.NAME.headers` has them.")
            .otherwise("none");

    private static final Section<Fields> HEADER_SECTION = Section.of(
                    "routes.NAME.targets[].headers",
                    "Header fields of requests to this target, over those of its provider. What carries the credential or frames"
                            + " the message is none of them.",
                    List.of(SET, REMOVE),
                    v -> new Fields(v.get(SET), v.get(REMOVE)))
            .renamed(Map.of("add", "set", "delete", "remove"))
            .checked(ShapingSection::checkOnce);

    static final Key<TargetSettings, Optional<Fields>> HEADERS = Key.<TargetSettings, Fields>optional(
                    "headers",
                    HEADER_SECTION,
                    target -> Optional.of(new Fields(
                                    target.shaping().set(), target.shaping().remove()))
                            .filter(fields -> !fields.set.isEmpty() || !fields.remove.isEmpty()),
                    "Header fields of requests to this target.")
            .otherwise("the provider's");

    private static final Key<TargetShaping.Parameters, Optional<BigDecimal>> TEMPERATURE =
            Key.<TargetShaping.Parameters, BigDecimal>optional(
                            "temperature", decimal(HOTTEST), TargetShaping.Parameters::temperature, "The temperature.")
                    .otherwise("the caller's");
    private static final Key<TargetShaping.Parameters, Optional<BigDecimal>> TOP_P =
            Key.<TargetShaping.Parameters, BigDecimal>optional(
                            "top-p",
                            decimal(BigDecimal.ONE),
                            TargetShaping.Parameters::topP,
                            "The share of likely words that are drawn from.")
                    .otherwise("the caller's");
    private static final Key<TargetShaping.Parameters, Optional<Long>> MAX_TOKENS =
            Key.<TargetShaping.Parameters, Long>optional(
                            "max-tokens",
                            Numbers.tokens(),
                            parameters ->
                                    parameters.maxTokens().stream().boxed().findFirst(),
                            "The most tokens of the answer.")
                    .otherwise("the caller's");

    private static final Section<TargetShaping.Parameters> PARAMETER_SECTION = Section.of(
                    "routes.NAME.targets[].parameters",
                    "Values in place of the caller's, for this target only. Each change is told as an adjustment; what the model"
                            + " refuses is taken out as if the caller had sent it.",
                    List.of(TEMPERATURE, TOP_P, MAX_TOKENS),
                    v -> new TargetShaping.Parameters(
                            v.get(TEMPERATURE),
                            v.get(TOP_P),
                            v.get(MAX_TOKENS).map(OptionalLong::of).orElse(OptionalLong.empty())))
            .renamed(Map.of("max-output", "max-tokens", "max-completion-tokens", "max-tokens"));

    static final Key<TargetSettings, Optional<TargetShaping.Parameters>> PARAMETERS =
            Key.<TargetSettings, TargetShaping.Parameters>optional(
                            "parameters",
                            PARAMETER_SECTION,
                            target -> Optional.of(target.shaping().parameters()).filter(all -> !all.isEmpty()),
                            "Values in place of the caller's.")
                    .otherwise("the caller's");

    private ShapingSection() {}

    static TargetShaping read(Values v) {
        TargetShaping none = TargetShaping.none();
        Fields fields = v.get(HEADERS).orElse(new Fields(none.set(), none.remove()));
        return new TargetShaping(fields.set, fields.remove, v.get(PARAMETERS).orElse(none.parameters()));
    }

    private static void checkOnce(Values v, Spot spot) {
        Set<String> removed = v.find(REMOVE).orElse(List.of()).stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        v.find(SET).orElse(Map.of()).keySet().stream()
                .filter(name -> removed.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(name -> spot.at(SET.name()).at(name).errorAtKey("set and removed", "one of both", ""));
    }

    private static boolean isFree(String name) {
        String small = name.toLowerCase(Locale.ROOT);
        return ProviderSection.HEADER.matcher(name).matches()
                && !ProviderSection.FRAMING.contains(small)
                && !OWNED.contains(small);
    }

    private static Kind<BigDecimal> decimal(BigDecimal most) {
        return WordKind.of(
                "a number from 0 to " + most,
                word -> word.matches("[0-9](\\.[0-9]{1,6})?")
                        ? Optional.of(new BigDecimal(word)).filter(value -> value.compareTo(most) <= 0)
                        : Optional.empty(),
                BigDecimal::toPlainString);
    }
}
