package dev.signalbox.cli.router;

import dev.signalbox.learn.data.Dataset;
import dev.signalbox.learn.predict.Features;
import java.util.List;

/**
 * Prompts that were graded, as calibration takes them. The array is not copied.
 *
 * @param features of the prompts, in their order
 * @param notes what of the grades is not in it, and why
 */
@SuppressWarnings("ArrayRecordComponent") // read once
public record Graded(Dataset data, Features[] features, List<String> notes) {

    /** Takes a defensive copy of the notes. */
    public Graded {
        notes = List.copyOf(notes);
    }

    static long outcomes(Dataset data, int model) {
        long many = 0;
        for (int o = 0; o < data.outcomes(); o++) {
            many += data.model(o) == model ? 1 : 0;
        }
        return many;
    }
}
