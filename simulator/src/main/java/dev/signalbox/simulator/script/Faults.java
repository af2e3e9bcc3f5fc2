package dev.signalbox.simulator.script;

import java.util.ArrayList;
import java.util.List;

/**
 * The rules in force, in order: the first that hits a request decides, and the rules behind it do not count that request.
 * Safe for several threads.
 */
public final class Faults {
    private final List<Standing> standings = new ArrayList<>();

    /** A rule and what it has seen. */
    private static final class Standing {
        private final FaultRule rule;
        private long seen;
        private long hit;

        Standing(FaultRule rule) {
            this.rule = rule;
        }
    }

    /**
     * A rule with its counters.
     *
     * @param seen the requests that it looked at
     * @param hit those of them that got the fault
     */
    public record Tally(FaultRule rule, long seen, long hit) {}

    public synchronized void add(FaultRule rule) {
        standings.add(new Standing(rule));
    }

    public synchronized void clear() {
        standings.clear();
    }

    /** What happens to the next request for a model. */
    public synchronized Fault next(String path, String model) {
        for (Standing standing : standings) {
            if (standing.rule.looksAt(path, model) && standing.rule.trigger().hits(standing.seen++)) {
                standing.hit++;
                return standing.rule.fault();
            }
        }
        return Fault.none();
    }

    public synchronized List<Tally> tallies() {
        return standings.stream()
                .map(standing -> new Tally(standing.rule, standing.seen, standing.hit))
                .toList();
    }
}
