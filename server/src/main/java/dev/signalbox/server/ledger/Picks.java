package dev.signalbox.server.ledger;

import dev.signalbox.server.exchange.Learned;
import dev.signalbox.server.exchange.ModelSelection;
import dev.signalbox.server.exchange.Plan;
import dev.signalbox.server.store.Picked;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** What a plan of a learned route leaves in the ledger: what was decided and by what, not what was thought of every model. */
final class Picks {
    private static final MathContext DIGITS = new MathContext(4);

    private Picks() {}

    /** Nothing for a plan of another route, or of nobody. */
    static Optional<Picked> of(Plan plan) {
        return plan.candidates().isEmpty()
                ? Optional.empty()
                : plan.learned()
                        .map(Learned::selection)
                        .map(selection -> of(
                                selection, plan.candidates().getFirst().target().name()));
    }

    private static Picked of(ModelSelection its, String target) {
        Optional<ModelSelection.Model> first = its.models().stream()
                .filter(model -> model.target().equals(target))
                .findFirst();
        return new Picked(
                Bounded.text(its.weights(), Bounded.ID),
                its.mode(),
                its.modeFrom(),
                rounded(its.band()),
                its.basis(),
                its.embedding(),
                Bounded.text(its.note(), Bounded.NAME),
                Bounded.text(target, Bounded.NAME),
                first.flatMap(ModelSelection.Model::quality)
                        .filter(Double::isFinite)
                        .map(Picks::rounded),
                first.flatMap(ModelSelection.Model::dollars)
                        .filter(Double::isFinite)
                        .map(Picks::rounded),
                its.prompt()
                        .map(prompt -> new Picked.Prompt(
                                Bounded.text(prompt.domain(), Bounded.WORD),
                                Bounded.text(prompt.task(), Bounded.WORD),
                                rounded(prompt.difficulty()),
                                rounded(prompt.novelty()),
                                prompt.novel())),
                new Picked.Affinity(
                        its.affinity().strategy(),
                        its.affinity().source(),
                        its.affinity().decision()),
                Duration.of(Math.max(0, its.micros()), ChronoUnit.MICROS));
    }

    /** Whatever is not a number is 0: the ledger keeps none. */
    private static double rounded(double value) {
        return Double.isFinite(value) ? new BigDecimal(value).round(DIGITS).doubleValue() : 0;
    }
}
