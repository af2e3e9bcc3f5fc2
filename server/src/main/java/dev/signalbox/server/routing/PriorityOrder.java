package dev.signalbox.server.routing;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/** Groups by priority, 0 first; inside a group drawn by weight without putting back. Weight 0 comes last in its group. */
final class PriorityOrder {
    private PriorityOrder() {}

    static List<Candidate> of(List<Target> targets, RandomGenerator random) {
        TreeMap<Integer, List<Target>> groups = new TreeMap<>();
        targets.forEach(target -> groups.computeIfAbsent(target.priority(), _ -> new ArrayList<>())
                .add(target));
        List<Candidate> ordered = new ArrayList<>(targets.size());
        groups.forEach((priority, group) -> {
            while (!group.isEmpty()) {
                Target drawn = group.remove(draw(group, random));
                ordered.add(new Candidate(drawn, "priority " + priority));
            }
        });
        return ordered;
    }

    private static int draw(List<Target> group, RandomGenerator random) {
        long sum = group.stream().mapToLong(Target::weight).sum();
        if (group.size() == 1 || sum == 0) {
            return 0;
        }
        long left = random.nextLong(sum);
        for (int i = 0; i < group.size(); i++) {
            left -= group.get(i).weight();
            if (left < 0) {
                return i;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }
}
