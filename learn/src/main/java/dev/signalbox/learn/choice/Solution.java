package dev.signalbox.learn.choice;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * How the modes choose over prompts of one kind, or of all kinds.
 *
 * @param best the number of the best single model there
 * @param reference the number of the best single model over all kinds
 * @param scale mean cost of the requests of {@code best} there in USD
 * @param chosen the settings of all modes
 */
record Solution(int best, int reference, double scale, Map<Mode, Audition.Chosen> chosen) {
    /** Standard errors by which all kinds together keep their band. */
    private static final double TOGETHER = 1;

    /** Standard errors by which each of them does; more if they do not do together with fewer, and in the end by none but quality. */
    private static final double[] EACH = {0.25, 0.5, 0.75, 1, 1.25, Double.POSITIVE_INFINITY};

    /**
     * The settings for several kinds of prompts: those that save most where every kind keeps the band by a quarter of a standard error, and all
     * together by a whole one, on prompts that they were not chosen on.
     *
     * @param reference number of the best single model over all kinds of prompts
     */
    static List<Solution> of(List<Rehearsal> kinds, int reference, Bands bands) {
        Map<Mode, List<List<Audition.Chosen>>> ways = new EnumMap<>(Mode.class);
        for (Mode mode : Mode.values()) {
            ways.put(mode, new ArrayList<>());
        }
        for (Rehearsal kind : kinds) {
            Audition audition = kind.audition(bands);
            ways.forEach((mode, all) -> all.add(audition.ways(mode, bands)));
        }
        List<Map<Mode, Audition.Chosen>> chosen = new ArrayList<>();
        kinds.forEach(_ -> chosen.add(new EnumMap<>(Mode.class)));
        ways.forEach((mode, all) -> {
            List<Audition.Chosen> its = chosen(all, bands.of(mode));
            for (int kind = 0; kind < its.size(); kind++) {
                chosen.get(kind).put(mode, its.get(kind));
            }
        });
        return IntStream.range(0, kinds.size())
                .mapToObj(kind -> new Solution(
                        kinds.get(kind).best(), reference, kinds.get(kind).scale(), chosen.get(kind)))
                .toList();
    }

    private static List<Audition.Chosen> chosen(List<List<Audition.Chosen>> ways, double band) {
        List<Audition.Chosen> chosen = List.of();
        for (double each : EACH) {
            chosen =
                    ways.stream().map(its -> Audition.cheapest(its, band, each)).toList();
            Tally all = chosen.stream().map(Audition.Chosen::elsewhere).reduce(Tally.NONE, Tally::plus);
            if (all.keeps(band, TOGETHER)) {
                return chosen;
            }
        }
        return chosen;
    }

    /** The same where the best single model has another number. */
    Solution at(int number, int usual) {
        return new Solution(number, usual, scale, chosen);
    }

    /** The number of the model that has the lead in a mode. */
    int ahead(Mode mode) {
        return of(mode).usual() ? reference : best;
    }

    Setting of(Mode mode) {
        return chosen(mode).setting();
    }

    /** What settings of a mode that are chosen in the same way got on prompts that they were not chosen on. */
    Tally elsewhere(Mode mode) {
        return chosen(mode).elsewhere();
    }

    private Audition.Chosen chosen(Mode mode) {
        Audition.Chosen its = chosen.get(mode);
        if (its == null) {
            throw new IllegalStateException(mode + ": not solved");
        }
        return its;
    }
}
