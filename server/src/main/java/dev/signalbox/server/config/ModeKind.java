package dev.signalbox.server.config;

import dev.signalbox.server.settings.RouteMode;
import dev.signalbox.server.settings.Strategy;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** {@code routes.NAME.mode}, whose words depend on the strategy of the route: so a mistake is told where that is known. */
record ModeKind() implements Kind<RouteMode> {
    private static final String NAME = "mode";

    @Override
    public String words() {
        return Problem.CHOICES + String.join(", ", words(Optional.empty()));
    }

    /** A word that is none is left to {@link #check}. */
    @Override
    public Optional<RouteMode> read(Spot spot) {
        return References.word(spot).flatMap(ModeKind::mode);
    }

    @Override
    public Optional<Tree> write(RouteMode value) {
        return Optional.of(new Tree.Scalar(value.word()));
    }

    /** @param strategy of the route; absent where it is wrong itself, which is told already */
    static void check(Optional<Strategy> strategy, Spot route) {
        if (!route.has(NAME)) {
            return;
        }
        Spot spot = route.at(NAME);
        List<String> words = words(strategy);
        String owner = " for the strategy " + strategy.map(Strategy::word).orElse("");
        if (words.isEmpty()) {
            spot.errorAtKey("a mode" + owner, "the strategy latency or learned", "");
            return;
        }
        spot.word(Problem.CHOICES + String.join(", ", words))
                .filter(word -> !words.contains(word))
                .ifPresent(word -> {
                    String what = mode(word).isPresent() ? word + owner : Shown.quoted(word);
                    String choices = Problem.CHOICES + String.join(", ", Nearest.first(word, words));
                    spot.error(what, choices, Nearest.phrase(word, words));
                });
    }

    private static List<String> words(Optional<Strategy> strategy) {
        return Stream.of(RouteMode.values())
                .filter(mode -> strategy.map(mode::isOf).orElse(true))
                .map(RouteMode::word)
                .toList();
    }

    private static Optional<RouteMode> mode(String word) {
        return Stream.of(RouteMode.values())
                .filter(mode -> mode.word().equals(word))
                .findFirst();
    }
}
