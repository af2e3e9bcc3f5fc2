package dev.signalbox.server.config;

import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.ClassifierSettings;
import dev.signalbox.server.settings.RouteSettings;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code routes.NAME.classifier}: a model that is asked which targets a request needs. */
final class ClassifierSection {

    private static final Key<ClassifierSettings, String> MODEL = Key.required(
            "model",
            WordKind.name(),
            ClassifierSettings::model,
            "The name of a model: a small one that does not think first.");
    private static final Key<ClassifierSettings, Duration> TIMEOUT = Key.withDefault(
            "timeout",
            Durations.moreThanZero(),
            ClassifierSettings::timeout,
            ClassifierSettings.DEFAULT_TIMEOUT,
            "How long a request waits for it; after that the built-in way decides.");

    private static final Section<ClassifierSettings> SECTION = Section.of(
                    "routes.NAME.classifier",
                    "A model that is asked which targets a request needs, in a call before the request.",
                    List.of(MODEL, TIMEOUT),
                    v -> new ClassifierSettings(v.get(MODEL), v.get(TIMEOUT)))
            .renamed(Map.of("name", "model", "llm", "model"))
            .checked((_, spot) -> spot.warning(
                    "every request waits for a call to another model first", "", "the built-in way adds no hop"));

    static final Key<RouteSettings, Optional<ClassifierSettings>> CLASSIFIER =
            Key.<RouteSettings, ClassifierSettings>optional(
                            "classifier",
                            SECTION,
                            ClassifierSection::of,
                            "For a `task` or `cost` route: a model that is asked which targets a request needs, in a call"
                                    + " before the request.")
                    .otherwise("none: the built-in way decides");

    private ClassifierSection() {}

    private static Optional<ClassifierSettings> of(RouteSettings route) {
        return switch (route.choosing()) {
            case Choosing.Plain _, Choosing.Cascade _, Choosing.Rules _, Choosing.Learned _ -> Optional.empty();
            case Choosing.Tasks tasks -> tasks.classifier();
            case Choosing.Tiers(Optional<ClassifierSettings> classifier) -> classifier;
        };
    }
}
