package dev.signalbox.server.config;

import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.EscalateSettings;
import dev.signalbox.server.settings.HoldStream;
import dev.signalbox.server.settings.JudgeSettings;
import dev.signalbox.server.settings.RouteSettings;
import dev.signalbox.server.settings.TextPattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/** {@code routes.NAME.escalate}: when the answer of a cascade's target is not good enough. */
final class EscalateSection {
    static final String NAME = "escalate";

    private static final EscalateSettings DEFAULT = EscalateSettings.DEFAULT;
    private static final Pattern SHARE = Pattern.compile("[01](?:\\.[0-9]{1,6})?");

    private static final Key<EscalateSettings, Boolean> REFUSAL = Key.of(
            "refusal",
            WordKind.trueOrFalse(),
            EscalateSettings::refusal,
            DEFAULT,
            "The model, or the provider's filter, refused in its answer.");
    private static final Key<EscalateSettings, Boolean> CUT_OFF = Key.of(
            "cut-off",
            WordKind.trueOrFalse(),
            EscalateSettings::cutOff,
            DEFAULT,
            "The answer reached the cap on its tokens.");
    private static final Key<EscalateSettings, Boolean> EMPTY = Key.of(
            "empty",
            WordKind.trueOrFalse(),
            EscalateSettings::empty,
            DEFAULT,
            "The answer has neither words nor a call of a tool.");
    private static final Key<EscalateSettings, Boolean> INVALID_JSON = Key.of(
            "invalid-json",
            WordKind.trueOrFalse(),
            EscalateSettings::invalidJson,
            DEFAULT,
            "The request asked for JSON, and the answer is none, or does not fit the schema that was asked for.");
    private static final Key<EscalateSettings, Boolean> TOOL_ARGUMENTS = Key.of(
            "tool-arguments",
            WordKind.trueOrFalse(),
            EscalateSettings::toolArguments,
            DEFAULT,
            "A tool is called with arguments that are no JSON object, or do not fit the schema of the tool.");
    private static final Key<EscalateSettings, List<TextPattern>> SAYS = Key.<EscalateSettings, List<TextPattern>>of(
                    "says",
                    ListKind.orOne(TaskSection.expression()),
                    EscalateSettings::says,
                    DEFAULT,
                    "Regular expressions in RE2's syntax of which one is found in the answer; capitals make no difference.")
            .otherwise("none");
    private static final Key<EscalateSettings, Optional<Integer>> SHORTER_THAN =
            Key.<EscalateSettings, Integer>optional(
                            "shorter-than",
                            Numbers.whole(1, EscalateSettings.MOST_LENGTH),
                            signals -> signals.shorterThan().stream().boxed().findFirst(),
                            "The answer has fewer characters, and calls no tool.")
                    .otherwise("any length will do");

    private static final Key<Double, Double> CONFIDENCE_BELOW = Key.required(
            "below", share(), below -> below, "The mean probability of an answer's tokens under which it escalates.");
    private static final Section<Double> CONFIDENCE_SECTION = Section.of(
                    "routes.NAME.escalate.confidence",
                    "How sure the model must have been, where the caller asked for `logprobs` and the provider tells them.",
                    List.of(CONFIDENCE_BELOW),
                    v -> v.get(CONFIDENCE_BELOW))
            .renamed(Map.of("less-than", "below", "threshold", "below"));
    private static final Key<EscalateSettings, Optional<Double>> CONFIDENCE = Key.<EscalateSettings, Double>optional(
                    "confidence",
                    CONFIDENCE_SECTION,
                    EscalateSettings::confidence,
                    "How sure the model must have been, where the answer tells it.")
            .otherwise("not asked");

    private static final Key<JudgeSettings, String> JUDGE_MODEL = Key.required(
            "model",
            WordKind.name(),
            JudgeSettings::model,
            "Who judges: a target of this route, by the name of its model.");
    private static final Key<JudgeSettings, Double> JUDGE_BELOW = Key.withDefault(
            "below",
            share(),
            JudgeSettings::below,
            JudgeSettings.DEFAULT_BELOW,
            "The score, from 0 to 1, under which an answer escalates.");
    private static final Key<JudgeSettings, Duration> JUDGE_TIMEOUT = Key.withDefault(
            "timeout",
            Durations.moreThanZero(),
            JudgeSettings::timeout,
            JudgeSettings.DEFAULT_TIMEOUT,
            "How long it may take; then the answer is taken as it is.");
    private static final Section<JudgeSettings> JUDGE_SECTION = Section.of(
                    "routes.NAME.escalate.judge",
                    "A model that says how good an answer is, after all other signals were silent. Each judgement is paid.",
                    List.of(JUDGE_MODEL, JUDGE_BELOW, JUDGE_TIMEOUT),
                    v -> new JudgeSettings(v.get(JUDGE_MODEL), v.get(JUDGE_BELOW), v.get(JUDGE_TIMEOUT)))
            .renamed(Map.of("threshold", "below"));
    private static final Key<EscalateSettings, Optional<JudgeSettings>> JUDGE =
            Key.<EscalateSettings, JudgeSettings>optional(
                            "judge", JUDGE_SECTION, EscalateSettings::judge, "A model that says how good an answer is.")
                    .otherwise("nobody");

    private static final Key<EscalateSettings, HoldStream> STREAM = Key.of(
            "stream",
            WordKind.oneOf(HoldStream.class, Map.of("buffer", "use hold", "off", "use pass")),
            EscalateSettings::stream,
            DEFAULT,
            "What is done with a streamed answer of any but the last target: `hold` keeps it back until it is whole, or"
                    + " `buffer` is full, and judges it; `pass` judges what came with its first content.");
    private static final Key<EscalateSettings, Integer> BUFFER = Key.of(
            "buffer",
            Numbers.bytes(EscalateSettings.MOST_HELD).as(Long::intValue, Integer::longValue),
            EscalateSettings::buffer,
            DEFAULT,
            "How many bytes of a streamed answer's text, reasoning and arguments are held back at most, for `stream: hold`.");

    private static final Section<EscalateSettings> SECTION = Section.of(
                    "routes.NAME.escalate",
                    "When an answer is not good enough, so that the next target of a `cascade` route is asked: any one signal is"
                            + " enough. The last target's answer is always taken.",
                    List.of(
                            REFUSAL,
                            CUT_OFF,
                            EMPTY,
                            INVALID_JSON,
                            TOOL_ARGUMENTS,
                            SAYS,
                            SHORTER_THAN,
                            CONFIDENCE,
                            JUDGE,
                            STREAM,
                            BUFFER),
                    v -> new EscalateSettings(
                            v.get(REFUSAL),
                            v.get(CUT_OFF),
                            v.get(EMPTY),
                            v.get(INVALID_JSON),
                            v.get(TOOL_ARGUMENTS),
                            v.get(SAYS),
                            v.get(SHORTER_THAN).map(OptionalInt::of).orElse(OptionalInt.empty()),
                            v.get(CONFIDENCE),
                            v.get(JUDGE),
                            v.get(STREAM),
                            v.get(BUFFER)))
            .renamed(Map.of(
                    "refused", "refusal",
                    "length", "cut-off",
                    "json", "invalid-json",
                    "schema", "invalid-json",
                    "tools", "tool-arguments",
                    "match", "says",
                    "regex", "says",
                    "min-length", "shorter-than",
                    "logprobs", "confidence"))
            .checked(EscalateSection::check);

    static final Key<RouteSettings, Optional<EscalateSettings>> ESCALATE =
            Key.<RouteSettings, EscalateSettings>optional(
                            NAME,
                            SECTION,
                            EscalateSection::written,
                            "For a `cascade` route: when an answer is not good enough, so that the next target is asked.")
                    .otherwise("its defaults");

    private EscalateSection() {}

    private static Optional<EscalateSettings> written(RouteSettings route) {
        return route.choosing() instanceof Choosing.Cascade(EscalateSettings signals)
                ? Optional.of(signals)
                : Optional.empty();
    }

    static Choosing choosing(Values v) {
        return new Choosing.Cascade(v.get(ESCALATE).orElse(DEFAULT));
    }

    private static Kind<Double> share() {
        return WordKind.of(
                "a number between 0 and 1 such as 0.7",
                word -> Optional.of(word)
                        .filter(text -> SHARE.matcher(text).matches())
                        .map(Double::parseDouble)
                        .filter(value -> value > 0 && value <= 1),
                value -> BigDecimal.valueOf(value).stripTrailingZeros().toPlainString());
    }

    private static void check(Values v, Spot spot) {
        boolean passes = v.find(STREAM).filter(HoldStream.PASS::equals).isPresent();
        if (passes && spot.has(BUFFER.name())) {
            spot.at(BUFFER.name()).errorAtKey("a buffer for stream: pass", "stream: hold", "");
        }
        boolean asked = v.find(SAYS).filter(list -> !list.isEmpty()).isPresent()
                || List.of(REFUSAL, CUT_OFF, EMPTY, INVALID_JSON, TOOL_ARGUMENTS).stream()
                        .anyMatch(key -> v.find(key).orElse(true))
                || List.of(SHORTER_THAN, CONFIDENCE, JUDGE).stream().anyMatch(key -> spot.has(key.name()));
        if (!asked) {
            spot.errorAtKey("no signal, so that no answer escalates", "at least one signal", "");
        }
    }

    /** What only a cascade heeds, and what a cascade cannot have. */
    static void check(boolean cascade, Spot route) {
        if (!cascade) {
            if (route.has(NAME)) {
                route.at(NAME).errorAtKey("signals for another strategy", "the strategy cascade", "");
            }
            return;
        }
        List<Spot> targets = References.items(route.at("targets"));
        if (route.has("targets") && targets.size() < 2) {
            route.at("targets").error(targets.size() + " target", "at least two for the strategy cascade", "");
        }
        if (route.has("hedge")) {
            String what = "a hedge for the strategy cascade";
            route.at("hedge").errorAtKey(what, "no hedge: its targets are for answers that are not good enough", "");
        }
        Spot judge = route.at(NAME).at("judge").at("model");
        References.word(judge).ifPresent(name -> checkJudge(name, judge, targets));
    }

    private static void checkJudge(String name, Spot judge, List<Spot> targets) {
        List<String> models = targets.stream()
                .flatMap(target -> References.word(target.at("model")).stream())
                .toList();
        if (!models.contains(name)) {
            judge.error(
                    Shown.quoted(name) + " is no target of this route",
                    References.listed(models),
                    Nearest.phrase(name, models));
        }
    }
}
