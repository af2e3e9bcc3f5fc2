package dev.signalbox.server.exchange;

import dev.signalbox.server.settings.RouteSettings;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A plan as it is remembered, and who was passed over when it was carried out: names and words only, so that it keeps no
 * settings alive and holds no secret.
 *
 * @param strategy of the route, as the configuration writes it
 * @param chosen why these of the route's branches; empty where there was nothing to choose
 * @param session whether the request belongs to a session
 * @param passedOver targets that were not asked when their turn came, in that order
 * @param selection what a judgement of the prompt came to, where one was made
 */
public record Decision(
        Optional<String> route,
        Optional<String> strategy,
        String chosen,
        boolean session,
        List<Place> candidates,
        List<Left> skipped,
        List<PassedOver> passedOver,
        Optional<ModelSelection> selection) {
    /** Takes defensive copies. */
    public Decision {
        candidates = List.copyOf(candidates);
        skipped = List.copyOf(skipped);
        passedOver = List.copyOf(passedOver);
    }

    /** A candidate in its place. */
    public record Place(
            String target, String provider, String branch, String reason, String health, Optional<Score> score) {}

    /** A target that was left out. */
    public record Left(String target, String provider, Skipped.Kind kind, String reason) {}

    /** What this plan decided. */
    public static Decision of(Plan plan) {
        return of(plan, List.of());
    }

    /** What this plan decided, and who was passed over when it was carried out. */
    public static Decision of(Plan plan, List<PassedOver> passedOver) {
        return new Decision(
                plan.route().map(RouteSettings::name),
                plan.route().map(route -> route.strategy().word()),
                plan.chosen(),
                plan.session().isPresent(),
                places(plan.candidates()),
                plan.skipped().isEmpty()
                        ? List.of()
                        : plan.skipped().stream().map(Decision::left).toList(),
                passedOver,
                plan.learned().map(Learned::selection));
    }

    private static List<Place> places(List<Candidate> candidates) {
        List<Place> places = new ArrayList<>(candidates.size());
        for (Candidate candidate : candidates) {
            places.add(place(candidate));
        }
        return places;
    }

    private static Place place(Candidate candidate) {
        return new Place(
                candidate.target().name(),
                candidate.target().provider().name(),
                candidate.branch(),
                candidate.reason(),
                candidate.health(),
                candidate.score());
    }

    private static Left left(Skipped skipped) {
        return new Left(skipped.target().name(), skipped.target().provider().name(), skipped.kind(), skipped.reason());
    }
}
