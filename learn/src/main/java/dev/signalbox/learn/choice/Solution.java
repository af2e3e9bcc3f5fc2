package dev.signalbox.learn.choice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * How the modes choose over prompts of one kind, or of all kinds.
 *
 * @param best the number of the best single model there
 * @param scale mean cost of its requests there in USD
 * @param settings of all modes
 */
record Solution(int best, double scale, Map<Mode, Setting> settings) {
    /** Standard errors that one kind has to keep its band by while all kinds together keep it by one. */
    private static final double[] MARGINS = {0.5, 0.75, 1};

    /**
     * The settings for several kinds of prompts: those that save most where every kind keeps the band less half a standard error, and
     * all together less a whole one. A single kind thus keeps it less a whole one.
     */
    static List<Solution> of(List<Rehearsal> kinds, Bands bands) {
        List<Map<Mode, Setting>> settings = new ArrayList<>();
        kinds.forEach(_ -> settings.add(new EnumMap<>(Mode.class)));
        List<Map<Mode, List<Attempted>>> attempts =
                kinds.stream().map(kind -> kind.attempts(bands)).toList();
        for (Mode mode : Mode.values()) {
            List<Attempted> chosen = chosen(attempts.stream()
                    .map(its -> Objects.requireNonNull(its.get(mode)))
                    .toList());
            for (int i = 0; i < chosen.size(); i++) {
                settings.get(i).put(mode, chosen.get(i).setting());
            }
        }
        List<Solution> solutions = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
            solutions.add(new Solution(kinds.get(i).best(), kinds.get(i).scale(), settings.get(i)));
        }
        return solutions;
    }

    private static List<Attempted> chosen(List<List<Attempted>> attempts) {
        List<Attempted> chosen = List.of();
        for (double margin : MARGINS) {
            chosen = attempts.stream()
                    .map(its -> Attempted.cheapest(its, margin))
                    .toList();
            if (Attempted.keep(chosen)) {
                return chosen;
            }
        }
        return chosen;
    }

    /** The same where the best single model has another number. */
    Solution at(int number) {
        return new Solution(number, scale, settings);
    }

    Setting of(Mode mode) {
        Setting setting = settings.get(mode);
        if (setting == null) {
            throw new IllegalStateException(mode + ": not solved");
        }
        return setting;
    }
}
