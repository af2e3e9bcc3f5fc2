package dev.signalbox.cli;

import dev.signalbox.cli.router.LedgerGrades;
import dev.signalbox.learn.predict.Weights;
import dev.signalbox.server.settings.Choosing;
import dev.signalbox.server.settings.LearnedNames;
import dev.signalbox.server.settings.LearnedSettings;
import dev.signalbox.server.settings.LearnedWeights;
import dev.signalbox.server.settings.Settings;
import dev.signalbox.server.store.Feedback.Scored;
import dev.signalbox.server.store.Reading;
import dev.signalbox.server.store.Selection;
import dev.signalbox.server.store.sqlite.SqliteReadings;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The scores of a ledger with what was read from their prompts. */
record LedgerScores(Path directory, Optional<Settings> settings) {

    LedgerGrades read(Selection entries) {
        List<Scored> scores = new ArrayList<>();
        Books.read(directory, (reader, _) -> reader.scores(entries, scores::add));
        Map<String, Reading> readings = new HashMap<>();
        Optional<SqliteReadings> beside = SqliteReadings.beside(directory);
        if (beside.isPresent()) {
            try (SqliteReadings store = beside.get()) {
                scores.forEach(score ->
                        store.find(score.requestId()).ifPresent(reading -> readings.put(score.requestId(), reading)));
            }
        }
        return new LedgerGrades(scores, readings, this::name, settings.isPresent());
    }

    /** As the route finds it; without a configuration the name in the ledger is taken. */
    private String name(Weights weights, Scored score) {
        return score.route()
                .flatMap(route -> settings.map(Settings::routes).map(routes -> routes.get(route)))
                .filter(route -> route.choosing() instanceof Choosing.Learned)
                .flatMap(route -> route.choosing() instanceof Choosing.Learned(LearnedSettings by)
                        ? name(by, weights, score.model())
                        : Optional.empty())
                .orElse(score.model());
    }

    private Optional<String> name(LearnedSettings by, Weights weights, String model) {
        LearnedSettings others = new LearnedSettings(
                LearnedWeights.of("", weights),
                by.knownAs(),
                by.bands(),
                by.budget(),
                by.affinity(),
                by.maxCost(),
                by.requireParameters());
        return settings.flatMap(its -> its.model(model))
                .flatMap(its -> LearnedNames.of(others, its, model))
                .or(() -> Optional.ofNullable(by.knownAs().get(model)));
    }
}
