package dev.signalbox.learn.choice;

import java.util.List;
import java.util.Map;

/**
 * What is promised of a mode: what its settings got on the prompts of all rehearsals together, where settings are solved for a kind of
 * prompts those that were chosen without the prompt.
 */
final class Promises {
    private static final double NOTHING = 0.03;

    private Promises() {}

    /**
     * The promise of a mode.
     *
     * @param best the number of the best single model over all kinds of prompts
     * @param solved rehearsals without common prompts, and how the modes choose there
     * @param others those with too few prompts to choose by
     * @param anything how the modes choose in these
     */
    static Promise of(
            Mode mode,
            List<Member> members,
            int best,
            Map<Rehearsal, Solution> solved,
            List<Rehearsal> others,
            Solution anything) {
        String name = members.get(best).model();
        Tally all = Tally.NONE;
        double picked = 0;
        double cost = 0;
        for (Map.Entry<Rehearsal, Solution> kind : solved.entrySet()) {
            Tally elsewhere = kind.getValue().elsewhere(mode);
            all = all.plus(kind.getKey().against(kind.getValue(), mode).all());
            picked += elsewhere.picked();
            cost += elsewhere.cost();
        }
        for (Rehearsal rehearsal : others) {
            Tally here = rehearsal.byAnything(anything, mode).all();
            all = all.plus(here);
            picked += here.picked();
            cost += here.cost();
        }
        if (all.prompts() == 0) {
            return new Promise(name, Double.NaN, Double.NaN, Double.NaN, 0, members.size() == 1);
        }
        double kept = all.best() > 0 ? picked / all.best() : 1;
        double saved = all.bestCost() > 0 ? 1 - cost / all.bestCost() : 0;
        boolean nothing = mode != Mode.QUALITY && saved < NOTHING;
        return new Promise(name, kept, all.keptError(), saved, all.prompts(), members.size() == 1 || nothing);
    }
}
