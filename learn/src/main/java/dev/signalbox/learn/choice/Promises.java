package dev.signalbox.learn.choice;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What is promised of a mode: what its settings got on the prompts of all rehearsals together. */
final class Promises {
    private static final double NOTHING = 0.03;

    private Promises() {}

    /**
     * The promise of a mode.
     *
     * @param best the number of the best single model over all kinds of prompts
     * @param parts rehearsals without common prompts, and how the modes choose there
     */
    static Promise of(Mode mode, List<Member> members, int best, Map<Rehearsal, Solution> parts) {
        String name = members.get(best).model();
        List<Result> results = new ArrayList<>();
        parts.forEach((rehearsal, solution) -> {
            if (rehearsal.size() > 0) {
                results.add(rehearsal.against(solution, mode));
            }
        });
        if (results.isEmpty()) {
            return new Promise(name, Double.NaN, Double.NaN, Double.NaN, 0, members.size() == 1);
        }
        Result result = Result.together(results);
        double saved = 1 - result.cost() / result.bestCost();
        boolean nothing = mode != Mode.QUALITY && saved < NOTHING;
        return new Promise(
                name, result.kept(), result.keptError(), saved, result.picked().length, members.size() == 1 || nothing);
    }
}
