package dev.signalbox.learn.choice;

import java.util.EnumMap;
import java.util.Map;

/**
 * How the modes choose over prompts of one kind, or of all kinds.
 *
 * @param best the number of the best single model there
 * @param scale mean cost of its requests there in USD
 * @param settings of all modes
 */
record Solution(int best, double scale, Map<Mode, Setting> settings) {

    static Solution of(Rehearsal rehearsal, Bands bands) {
        Map<Mode, Setting> settings = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            settings.put(mode, rehearsal.solve(mode, bands.of(mode)));
        }
        return new Solution(rehearsal.best(), rehearsal.scale(), settings);
    }

    Setting of(Mode mode) {
        Setting setting = settings.get(mode);
        if (setting == null) {
            throw new IllegalStateException(mode + ": not solved");
        }
        return setting;
    }
}
