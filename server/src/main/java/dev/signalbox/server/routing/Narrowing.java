package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Exchange;
import dev.signalbox.server.exchange.Failure;
import dev.signalbox.server.exchange.Refused;
import dev.signalbox.server.exchange.Target;
import java.util.List;
import java.util.Optional;

/** What one request takes away from the subset of its learned route; it can add nothing. */
final class Narrowing {
    private Narrowing() {}

    /**
     * Every model that is named must be of the subset.
     *
     * @throws Refused if one is not (400)
     */
    static void check(Trained trained, Controls controls) {
        for (String name : controls.models().orElse(List.of())) {
            if (trained.members().stream().noneMatch(member -> isCalled(trained, member, name))) {
                throw ControlReading.refused(
                        ControlReading.FIELD + ".models",
                        Failure.shown(name) + " is not a model of this route",
                        "some of ",
                        trained.members().stream().map(Target::name).toList(),
                        name);
            }
        }
    }

    /** Why this one may not serve this request; empty if it may. */
    static Optional<String> outside(Trained trained, Controls controls, Target target) {
        Optional<List<String>> models = controls.models();
        boolean named = models.isEmpty() || models.get().stream().anyMatch(name -> isCalled(trained, target, name));
        return named
                ? Optional.empty()
                : Optional.of("not among the models of this request (expected: "
                        + String.join(", ", models.orElse(List.of())) + ")");
    }

    /** Our name, the provider's id, the model behind a deployment, or what the weights call it. */
    private static boolean isCalled(Trained trained, Target target, String name) {
        Integer place = trained.places().get(target.name());
        return target.name().equals(name)
                || target.upstreamId().equals(name)
                || target.model().baseModel().filter(name::equals).isPresent()
                || (place != null && trained.knownAs().get(place).equals(name));
    }

    /**
     * Prompts are judged by their words, so sound cannot be.
     *
     * @throws Refused if the request holds sound (400)
     */
    static void refuseAudio(Exchange exchange) {
        if (exchange.envelope().needs().audio()) {
            throw new Refused(new Failure.BadRequest(
                    "audio_not_supported",
                    exchange.envelope().model()
                            + ": sound in a request to a learned route (expected: text and images, or a model by its name)",
                    Optional.of("messages")));
        }
    }
}
