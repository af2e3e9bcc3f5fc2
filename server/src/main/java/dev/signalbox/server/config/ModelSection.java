package dev.signalbox.server.config;

import dev.signalbox.server.prices.PriceBook;
import dev.signalbox.server.settings.BreakerSettings;
import dev.signalbox.server.settings.Capability;
import dev.signalbox.server.settings.CeilingSettings;
import dev.signalbox.server.settings.FineTuneSettings;
import dev.signalbox.server.settings.FineTunedId;
import dev.signalbox.server.settings.LifecycleSettings;
import dev.signalbox.server.settings.ModelSettings;
import dev.signalbox.server.settings.OwnPrices;
import dev.signalbox.server.settings.ProbeSettings;
import dev.signalbox.server.settings.ThinkingSettings;
import dev.signalbox.server.settings.VersionedId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** {@code models.NAME}: one concrete model, or all names with one beginning. */
final class ModelSection {
    private static final Pattern FIELD = Pattern.compile("[a-z][a-z0-9_]{0,63}");

    private static final Key<ModelSettings, String> PROVIDER = Key.required(
            "provider", WordKind.name(), ModelSettings::provider, "The name of the provider that serves the model.");
    private static final Key<ModelSettings, Optional<String>> ID = Key.<ModelSettings, String>optional(
                    "id",
                    WordKind.name(),
                    m -> m.isPattern() ? Optional.empty() : Optional.of(m.id()),
                    "The provider's own name of the model. A name that ends in `*` passes on what the caller wrote.")
            .otherwise("the name");
    private static final Key<ModelSettings, Optional<String>> BASE_MODEL = Key.<ModelSettings, String>optional(
                    "base-model",
                    WordKind.name(),
                    ModelSettings::baseModel,
                    "The id under which the price book knows the model, where the provider's own name of it says nothing: a"
                            + " deployment's.")
            .otherwise("the id");
    private static final Key<ModelSettings, Optional<OwnPrices>> PRICE = Key.<ModelSettings, OwnPrices>optional(
                    "price",
                    new DatedPrices(),
                    ModelSettings::price,
                    "What the model costs: one price, or a list of prices in the order of their `from`. Before the first `from` the"
                            + " price book's holds.")
            .otherwise("the price book's");
    private static final Key<ModelSettings, OptionalLong> CONTEXT =
            tokens("context", ModelSettings::context, "Tokens of input and output together.");
    private static final Key<ModelSettings, OptionalLong> OUTPUT =
            tokens("output", ModelSettings::output, "Tokens of output at most.");
    private static final Key<ModelSettings, Set<Capability>> CAN = Key.withDefault(
                    "can", capabilities(), ModelSettings::can, Set.of(), "What the model is able to do.")
            .otherwise("unknown");
    private static final Key<ModelSettings, Optional<String>> ZONE =
            label("zone", ModelSettings::zone, "Where data may be processed, such as `eu`; a label.");
    private static final Key<ModelSettings, Optional<String>> VENDOR =
            label("vendor", ModelSettings::vendor, "Who made the model; a label.");
    private static final Key<ModelSettings, Optional<String>> TIER =
            label("tier", ModelSettings::tier, "A class of models, such as `small`; a label.");
    private static final Key<ModelSettings, Optional<String>> OWNER =
            label("owner", ModelSettings::owner, "Who answers for this entry; a label.");

    private static final Key<ModelSettings, ThinkingSettings> THINKING = Key.withDefault(
                    "thinking",
                    ThinkingSection.MODEL,
                    ModelSettings::thinking,
                    ThinkingSettings.none(),
                    "How the model thinks.")
            .otherwise("the price book's");

    private static final Key<ModelSettings, Optional<List<String>>> REFUSES = Key.<ModelSettings, List<String>>optional(
                    "refuses",
                    ListKind.of(WordKind.matching("the name of a field such as temperature", FIELD)),
                    ModelSettings::refuses,
                    "The fields of a request in OpenAI's dialects that this model refuses although its provider takes them from"
                            + " others: they are taken out, and told. `sampling` stands for all that shapes the drawing of"
                            + " words, `max_tokens` moves the cap to its newer name, `reasoning_content` keeps readable"
                            + " reasoning out of messages; an empty list: it refuses none.")
            .otherwise("the price book's");

    private static final Key<ModelSettings, Optional<BreakerSettings>> BREAKER =
            Key.<ModelSettings, BreakerSettings>optional(
                            "breaker",
                            BreakerSection.SECTION,
                            ModelSettings::breaker,
                            "When the model is taken out of rotation, in place of its provider's rules.")
                    .otherwise("the provider's");

    private static final Key<ModelSettings, CeilingSettings> LIMITS = Key.withDefault(
                    "limits",
                    CeilingSection.SECTION,
                    ModelSettings::limits,
                    CeilingSettings.none(),
                    "How much is sent to the model at most, beside what its provider's limits say.")
            .otherwise("none");

    private static final Key<ModelSettings, Optional<LifecycleSettings>> LIFECYCLE =
            Key.<ModelSettings, LifecycleSettings>optional(
                            LifecycleSection.NAME,
                            LifecycleSection.MODEL,
                            ModelSettings::lifecycle,
                            "How the model goes away: announced, and then refused.")
                    .otherwise("it stays");

    private static final Key<ModelSettings, Optional<ProbeSettings>> PROBE = Key.<ModelSettings, ProbeSettings>optional(
                    "probe",
                    ProbeSection.SECTION,
                    ModelSettings::probe,
                    "When the model is asked by itself whether it answers, in place of its provider's rule.")
            .otherwise("the provider's");

    private static final Key<ModelSettings, Optional<FineTuneSettings>> FINE_TUNE = Key.optional(
            FineTuneSection.NAME,
            FineTuneSection.SECTION,
            ModelSettings::fineTune,
            "Marks a model that was tuned, with the evaluation that it passed; required for ids such as `ft:...`.");

    private static final Key<ModelSettings, Optional<Boolean>> PINNED = Key.<ModelSettings, Boolean>optional(
                    "pinned",
                    WordKind.trueOrFalse(),
                    ModelSettings::pinned,
                    "`true`: the id, or `base-model`, must end in a version such as a date, so that the provider cannot put"
                            + " another model behind it. `false`: it floats on purpose.")
            .otherwise("floating ids are a notice of `signalbox check`");

    private static final Key<ModelSettings, List<String>> DATA_CLASSES = Key.withDefault(
                    "data-classes",
                    Words.labels()
                            .optional()
                            .<List<String>>as(
                                    found -> found.orElse(List.of()),
                                    classes ->
                                            classes.isEmpty() ? Optional.<List<String>>empty() : Optional.of(classes)),
                    ModelSettings::dataClasses,
                    List.of(),
                    "The classes of data that the model is approved for: it serves requests of these and no others.")
            .otherwise("requests without a class");

    static final Section<ModelSettings> SECTION = Section.of(
                    "models.NAME",
                    "One concrete model at one provider. A name that ends in `*` stands for all names that begin so.",
                    List.of(
                            PROVIDER,
                            ID,
                            BASE_MODEL,
                            PRICE,
                            CONTEXT,
                            OUTPUT,
                            CAN,
                            ZONE,
                            VENDOR,
                            TIER,
                            OWNER,
                            THINKING,
                            REFUSES,
                            BREAKER,
                            LIMITS,
                            LIFECYCLE,
                            PROBE,
                            FINE_TUNE,
                            PINNED,
                            DATA_CLASSES),
                    v -> new ModelSettings(
                            v.name(),
                            v.get(PROVIDER),
                            v.get(ID).orElse(v.name()),
                            v.get(BASE_MODEL),
                            v.get(PRICE),
                            v.get(CONTEXT),
                            v.get(OUTPUT),
                            v.get(CAN),
                            v.get(ZONE),
                            v.get(VENDOR),
                            v.get(TIER),
                            v.get(OWNER),
                            v.get(THINKING),
                            v.get(REFUSES),
                            v.get(BREAKER),
                            v.get(LIMITS),
                            v.get(LIFECYCLE),
                            v.get(PROBE),
                            v.get(FINE_TUNE),
                            v.get(PINNED),
                            v.get(DATA_CLASSES)))
            .renamed(Map.ofEntries(
                    Map.entry("model", "id"),
                    Map.entry("deployment", "id"),
                    Map.entry("upstream", "id"),
                    Map.entry("base", "base-model"),
                    Map.entry("finetune", "fine-tune"),
                    Map.entry("fine-tuned", "fine-tune"),
                    Map.entry("health-check", "probe"),
                    Map.entry("pricing", "price"),
                    Map.entry("prices", "price"),
                    Map.entry("context-window", "context"),
                    Map.entry("max-tokens", "output"),
                    Map.entry("max-output", "output"),
                    Map.entry("capabilities", "can"),
                    Map.entry("region", "zone"),
                    Map.entry("deprecated", "lifecycle.deprecated"),
                    Map.entry("rpm", "limits.requests-per-minute"),
                    Map.entry("tpm", "limits.tokens-per-minute"),
                    Map.entry("max-parallel-requests", "limits.concurrency"),
                    Map.entry("sunset", "lifecycle.sunset")))
            .checked(ModelSection::check);

    private ModelSection() {}

    private static void check(Values v, Spot spot) {
        if (spot.has("id") && spot.name().endsWith("*")) {
            spot.at("id").error("an id", "no id, for a name that ends in * passes on what the caller wrote", "");
        }
        checkTuned(v, spot);
        boolean pinned = v.find(PINNED).flatMap(word -> word).orElse(false);
        String id = v.find(ID).flatMap(word -> word).orElse(spot.name());
        boolean versioned = !spot.name().endsWith("*")
                && (VersionedId.is(id)
                        || v.find(BASE_MODEL)
                                .flatMap(known -> known)
                                .filter(VersionedId::is)
                                .isPresent());
        if (pinned && !versioned) {
            spot.at("pinned")
                    .error(
                            "true for the floating id " + Shown.quoted(id),
                            "an id that ends in a date or a revision",
                            "");
        }
        v.find(BASE_MODEL).flatMap(known -> known).ifPresent(known -> {
            if (Known.BOOK.sellers(known).isEmpty()) {
                String meant = Nearest.phrase(known, Known.BOOK.ids());
                spot.at("base-model").warning(Shown.quoted(known), "an id that the price book knows", meant);
            }
        });
    }

    /** The book that comes with the program. */
    static PriceBook book() {
        return Known.BOOK;
    }

    /** Nobody knows what a tuned model is worth before it was measured against something. */
    private static void checkTuned(Values v, Spot spot) {
        Stream.of(
                        spot.name(),
                        v.find(ID).flatMap(word -> word).orElse(""),
                        v.find(BASE_MODEL).flatMap(known -> known).orElse(""))
                .filter(FineTunedId::is)
                .filter(_ -> !spot.has(FineTuneSection.NAME))
                .findFirst()
                .ifPresent(id -> spot.at(FineTuneSection.NAME)
                        .errorAtKey(
                                "missing for the tuned model " + Shown.quoted(id),
                                "fine-tune: { baseline: ... } with the evaluation that it passed",
                                ""));
    }

    /** The book that comes with the program, read when the first configuration asks for it. */
    private static final class Known {
        private static final PriceBook BOOK = PriceBook.load();
    }

    private static Key<ModelSettings, Optional<String>> label(
            String name, Function<ModelSettings, Optional<String>> getter, String meaning) {
        return Key.optional(name, WordKind.label(), getter, meaning);
    }

    private static Key<ModelSettings, OptionalLong> tokens(
            String name, Function<ModelSettings, OptionalLong> getter, String meaning) {
        Kind<OptionalLong> kind = Numbers.tokens()
                .optional()
                .as(
                        o -> o.isPresent() ? OptionalLong.of(o.get()) : OptionalLong.empty(),
                        o -> o.isPresent() ? Optional.of(o.getAsLong()) : Optional.empty());
        return Key.withDefault(name, kind, getter, OptionalLong.empty(), meaning);
    }

    /** An empty list would look like "can do nothing", but would mean "unknown"; so it is neither read nor written. */
    private static Kind<Set<Capability>> capabilities() {
        Map<String, String> advice = Map.of(
                "vision", "did you mean images?",
                "functions", "did you mean tools?",
                "function-calling", "did you mean tools?",
                "structured-output", "did you mean json-schema?",
                "thinking", "did you mean reasoning?",
                "caching", "did you mean prompt-cache?");
        return ListKind.notEmpty(WordKind.oneOf(Capability.class, advice))
                .optional()
                .as(can -> can.map(Set::copyOf).orElse(Set.of()), ModelSection::inOrder);
    }

    private static Optional<List<Capability>> inOrder(Set<Capability> can) {
        return can.isEmpty()
                ? Optional.empty()
                : Optional.of(can.stream().sorted().toList());
    }
}
