package dev.signalbox.server.config;

import dev.signalbox.server.settings.FineTuneSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** {@code models.NAME.fine-tune}. */
final class FineTuneSection {

    static final String NAME = "fine-tune";

    private static final Key<FineTuneSettings, String> BASELINE = Key.required(
            "baseline",
            new Baseline(),
            FineTuneSettings::baseline,
            "The evaluation by which the model was found good enough: `file:PATH` of its results, which must be there, or the"
                    + " id that it has where you keep evaluations.");

    static final Section<FineTuneSettings> SECTION = Section.of(
                    "models.NAME.fine-tune",
                    "Marks a model that was tuned by its owner. Ids of providers that stand for such models demand it.",
                    List.of(BASELINE),
                    v -> new FineTuneSettings(v.get(BASELINE)))
            .renamed(Map.of("evaluation", "baseline", "eval", "baseline", "results", "baseline"));

    private FineTuneSection() {}

    /** A name, or a file that can be read now. */
    private static final class Baseline implements Kind<String> {
        private static final String FILE = "file:";

        @Override
        public String words() {
            return "file:PATH of results, or the id of an evaluation";
        }

        @Override
        public Optional<String> read(Spot spot) {
            Optional<String> word = WordKind.label().read(spot);
            if (word.filter(text -> text.startsWith(FILE)).isEmpty()) {
                return word;
            }
            String text = word.get();
            Optional<Path> path = spot.reading().files().resolve(text.substring(FILE.length()));
            if (path.isEmpty()) {
                return spot.refuse(Shown.quoted(text), words());
            }
            try {
                spot.reading().files().read(path.get());
                return word;
            } catch (IOException e) {
                return spot.refuse(Shown.quoted(text) + " cannot be read: " + e.getMessage(), words());
            }
        }

        @Override
        public Optional<Tree> write(String value) {
            return Optional.of(new Tree.Scalar(value));
        }
    }
}
