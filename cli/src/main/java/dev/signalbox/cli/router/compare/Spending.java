package dev.signalbox.cli.router.compare;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Keeps what is spent below a limit: for whatever is under way the dearest is set aside that its way has cost so far, and of a way
 * that has not answered yet one is under way at a time. Costs come from the ledger when a request is over, so one that is dearer
 * than all before it can go beyond the limit by the difference.
 */
final class Spending {
    private final double most;
    private final ReentrantLock guard = new ReentrantLock();
    private final Condition change = guard.newCondition();
    private final Map<String, Double> dearest = new HashMap<>();
    private final Set<String> first = new HashSet<>();
    private double spent;
    private double aside;
    private int underWay;
    private String stopped = "";

    /** @param most dollars; infinite for no limit */
    Spending(double most) {
        this.most = most;
    }

    /** What is set aside for this request; nothing if there is no room for it any more. */
    Optional<Double> begin(String way) throws InterruptedException {
        guard.lock();
        try {
            while (stopped.isEmpty()) {
                boolean isNew = !dearest.containsKey(way);
                double hold = dearest.getOrDefault(
                        way, dearest.values().stream().mapToDouble(d -> d).max().orElse(0));
                boolean isFree = Double.isInfinite(most) || !isNew || !first.contains(way);
                if (isFree && spent + aside + hold <= most) {
                    if (isNew) {
                        first.add(way);
                    }
                    aside += hold;
                    underWay++;
                    return Optional.of(hold);
                }
                if (isFree && underWay == 0) {
                    stop("--max-cost is reached: %.6f USD were spent, and the next request could cost %.6f"
                            .formatted(spent, hold));
                } else {
                    change.await();
                }
            }
            return Optional.empty();
        } finally {
            guard.unlock();
        }
    }

    /**
     * It is over.
     *
     * @param cost dollars; not a number where the ledger does not know them
     */
    void end(String way, double hold, double cost, String model) {
        guard.lock();
        try {
            aside -= hold;
            underWay--;
            first.remove(way);
            if (Double.isFinite(cost)) {
                spent += cost;
                dearest.merge(way, cost, Math::max);
            } else if (Double.isFinite(most)) {
                stop("what " + (model.isEmpty() ? way : model) + " cost is not known, so --max-cost cannot be kept");
            }
            change.signalAll();
        } finally {
            guard.unlock();
        }
    }

    /** Counts what was spent before. */
    void before(String way, double cost) {
        if (Double.isFinite(cost)) {
            spent += cost;
            dearest.merge(way, cost, Math::max);
        }
    }

    private void stop(String why) {
        stopped = why;
        change.signalAll();
    }

    /** Nothing begins any more. */
    void end(String why) {
        guard.lock();
        try {
            if (stopped.isEmpty()) {
                stop(why);
            }
        } finally {
            guard.unlock();
        }
    }

    /** Why nothing begins any more; empty while it does. */
    String stopped() {
        guard.lock();
        try {
            return stopped;
        } finally {
            guard.unlock();
        }
    }

    double spent() {
        guard.lock();
        try {
            return spent;
        } finally {
            guard.unlock();
        }
    }
}
