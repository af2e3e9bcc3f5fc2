package dev.signalbox.learn.choice;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The settings that are tried. */
final class Grid {
    private static final int STEPS = 40;
    private static final double[] LEADS = {0.3, 0.2, 0.15, 0.1, 0.07, 0.05, 0.03, 0.02, 0.01, 0};

    /** How many settings, the first of all, look at quality alone. */
    static final int LEADING = LEADS.length;

    private Grid() {}

    /**
     * All of them, the largest lead first.
     *
     * @param usual also those that favour the best single model over all kinds of prompts
     */
    static List<Setting> settings(boolean usual) {
        List<Setting> settings = new ArrayList<>();
        leads().map(lead -> new Setting(new Dial.Price(0), lead, false)).forEach(settings::add);
        if (usual) {
            leads().map(lead -> new Setting(new Dial.Price(0), lead, true)).forEach(settings::add);
        }
        for (int i = 0; i < STEPS; i++) {
            Dial price = new Dial.Price(StrictMath.pow(10, -3 + 4.0 * i / (STEPS - 1)));
            Dial band = new Dial.Band(StrictMath.pow(10, -3 + 3.0 * i / (STEPS - 1)));
            for (Dial dial : List.of(price, band)) {
                leads().map(lead -> new Setting(dial, lead, false)).forEach(settings::add);
                if (usual) {
                    leads().map(lead -> new Setting(dial, lead, true)).forEach(settings::add);
                }
            }
        }
        return List.copyOf(settings);
    }

    /** What is set where prompts are too few to try anything: the band as it stands. In the order of the modes. */
    static List<Setting> untried(Bands bands) {
        return Stream.of(Mode.values())
                .map(mode ->
                        new Setting(mode == Mode.QUALITY ? new Dial.Price(0) : new Dial.Band(bands.of(mode)), 0, false))
                .toList();
    }

    private static Stream<Double> leads() {
        return Arrays.stream(LEADS).boxed();
    }
}
