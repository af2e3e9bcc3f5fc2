package dev.signalbox.cli.router;

import dev.signalbox.cli.Complaint;
import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.data.DatasetBuilder;
import dev.signalbox.learn.data.Prompt;
import dev.signalbox.learn.predict.Features;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.train.Calibrator;
import dev.signalbox.learn.train.Progress;
import dev.signalbox.server.store.Feedback.Scored;
import dev.signalbox.server.store.Reading;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * Grades that callers gave to answers of learned routes.
 *
 * @param scores by the arrival of their requests
 * @param readings what was read from prompts, by the ids of their requests
 * @param names under which name weights know the model of a score
 * @param configured whether a configuration tells that; otherwise it is the name in the ledger
 */
public record LedgerGrades(
        List<Scored> scores,
        Map<String, Reading> readings,
        BiFunction<Weights, Scored, String> names,
        boolean configured)
        implements GradedSource {

    /** Takes defensive copies. */
    public LedgerGrades {
        scores = List.copyOf(scores);
        readings = Map.copyOf(readings);
    }

    @Override
    public Graded read(Weights before, int threads, Progress progress) {
        Set<String> learnt = new HashSet<>(before.prototypes().ids());
        List<Scored> fresh = scores.stream()
                .filter(score -> reading(before, score).isPresent() && !learnt.contains(score.requestId()))
                .toList();
        List<String> notes = new ArrayList<>();
        long unread = scores.stream()
                .filter(score -> reading(before, score).isEmpty())
                .count();
        long known = scores.size() - unread - fresh.size();
        note(
                notes,
                unread,
                "of prompts that were not read (expected: requests of learned routes, and ledger.readings)");
        note(notes, known, "that these weights learnt already");
        Map<String, Integer> many = new HashMap<>();
        fresh.forEach(score -> many.merge(names.apply(before, score), 1, Integer::sum));
        many.entrySet().stream()
                .filter(each -> each.getValue() < Calibrator.LEAST)
                .map(each -> each.getKey() + " has " + each.getValue()
                        + " scores and stays as it was (expected: at least " + Calibrator.LEAST + ")")
                .sorted()
                .forEach(notes::add);
        List<Scored> used = fresh.stream()
                .filter(score -> many.getOrDefault(names.apply(before, score), 0) >= Calibrator.LEAST)
                .toList();
        if (used.isEmpty()) {
            throw new Complaint("--from-ledger: no model has " + Calibrator.LEAST + " scores that can be learnt from"
                    + (notes.isEmpty() ? "" : "; " + String.join("; ", notes)));
        }
        if (!configured) {
            notes.add(
                    "Without --config the models go by their names in the ledger; a route finds them by their ids or base models"
                            + " first (expected: --config with the gateway's configuration)");
        }
        notes.add(
                "Models were scored only where they were picked; some requests that name one model in routing_config.models,"
                        + " scored too, tell how the others would have done");
        return new Graded(data(before, used), features(before, used), notes);
    }

    private static void note(List<String> notes, long many, String what) {
        if (many > 0) {
            notes.add(many + (many == 1 ? " score " : " scores ") + what);
        }
    }

    private Dataset data(Weights before, List<Scored> used) {
        DatasetBuilder builder = new DatasetBuilder(
                used.stream().map(score -> Prompt.of(score.requestId(), "")).toList());
        for (int i = 0; i < used.size(); i++) {
            builder.add(i, names.apply(before, used.get(i)), used.get(i).score());
        }
        return builder.build();
    }

    private Features[] features(Weights before, List<Scored> used) {
        return used.stream()
                .flatMap(score -> reading(before, score).stream())
                .map(LedgerGrades::features)
                .toArray(Features[]::new);
    }

    /** What counts differently than these weights do is of no use to them. */
    private Optional<Reading> reading(Weights before, Scored score) {
        return Optional.ofNullable(readings.get(score.requestId()))
                .filter(reading -> reading.version() == before.surfaceVersion());
    }

    private static Features features(Reading reading) {
        return new Features(reading.embedding(), reading.surface(), Math.max(1, reading.tokens()));
    }
}
