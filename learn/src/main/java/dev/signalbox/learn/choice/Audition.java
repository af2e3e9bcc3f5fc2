package dev.signalbox.learn.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * What settings got on the prompts of one kind, and for each part of the prompts what they got on the others and on it: so it can be
 * told how good a choice is on prompts that it was not made on.
 *
 * @param learnt by part, on all other prompts
 * @param leftOut by part and setting, on its prompts; compared with the best single model of all prompts
 */
record Audition(Tried all, List<Tried> learnt, List<List<Tally>> leftOut) {
    /** Standard errors by which a band has to be kept on the prompts that a setting is chosen on. */
    private static final double[] MARGINS = {0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3};

    /** Standard errors by which the way that looks at quality alone must break a band to be thought to do so. */
    private static final double UNLESS = 1;

    /**
     * A choice.
     *
     * @param elsewhere what choices that are made in the same way got on prompts that they were not made on
     */
    record Chosen(Setting setting, Tally elsewhere) {}

    /**
     * The ways to choose, first the one that looks at quality alone: the setting that saves most of all, or of those that favour the usual
     * model, and keeps the band by a margin. Whoever only asks for a wide margin gets settings that hardly differ from the best model of
     * the kind, for these are surest; those of the usual model may be as good and much cheaper.
     */
    List<Chosen> ways(Mode mode, Bands bands) {
        List<Attempted> here = all.of(mode, bands);
        List<List<Attempted>> others =
                learnt.stream().map(tried -> tried.of(mode, bands)).toList();
        List<Chosen> ways = new ArrayList<>();
        ways.add(way(here, others, _ -> true, Double.POSITIVE_INFINITY));
        for (double margin : MARGINS) {
            ways.add(way(here, others, _ -> true, margin));
            ways.add(way(here, others, Setting::usual, margin));
        }
        return ways;
    }

    private Chosen way(List<Attempted> here, List<List<Attempted>> others, Predicate<Setting> wanted, double margin) {
        Tally elsewhere = Tally.NONE;
        for (int part = 0; part < others.size(); part++) {
            int number = Attempted.cheapest(others.get(part), wanted, margin).number();
            elsewhere = elsewhere.plus(leftOut.get(part).get(number));
        }
        return new Chosen(Attempted.cheapest(here, wanted, margin).setting(), elsewhere);
    }

    /**
     * The cheapest of the ways that keep a band elsewhere by some standard errors, and of the first, unless that breaks the band by one; the
     * first if there is none.
     *
     * @param sure standard errors
     */
    static Chosen cheapest(List<Chosen> ways, double band, double sure) {
        Chosen cheapest = ways.getFirst();
        boolean kept = cheapest.elsewhere.keeps(band, -UNLESS);
        for (Chosen way : ways) {
            if (way.elsewhere.keeps(band, sure) && (!kept || way.elsewhere.cost() < cheapest.elsewhere.cost())) {
                cheapest = way;
                kept = true;
            }
        }
        return cheapest;
    }
}
