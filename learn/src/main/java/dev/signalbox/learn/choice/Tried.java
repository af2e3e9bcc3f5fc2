package dev.signalbox.learn.choice;

import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What each setting got on the same prompts.
 *
 * @param untried whether there were too few prompts to choose by; there is one setting for each mode then
 */
record Tried(boolean untried, List<Setting> settings, List<Result> results) {

    /** Those that a mode may choose from, the one of most quality first; only that one in quality mode. */
    List<Attempted> of(Mode mode, Bands bands) {
        double band = bands.of(mode);
        if (untried) {
            return List.of(attempted(List.of(Mode.values()).indexOf(mode), band));
        }
        List<Attempted> attempts = IntStream.range(0, settings.size())
                .filter(i -> mode != Mode.QUALITY || i < Grid.LEADING)
                .mapToObj(i -> attempted(i, band))
                .toList();
        List<Attempted> leading = attempts.stream()
                .filter(attempt -> attempt.setting().leads())
                // the usual model is the plainer choice where costs count
                .sorted(Comparator.comparing(attempt -> !attempt.setting().usual()))
                .toList();
        return Stream.concat(
                        Stream.of(Attempted.plainest(leading)),
                        attempts.stream().filter(attempt -> !attempt.setting().leads()))
                .toList();
    }

    private Attempted attempted(int number, double band) {
        return Attempted.of(number, settings.get(number), results.get(number), band);
    }
}
