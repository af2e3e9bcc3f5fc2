package dev.signalbox.learn.choice;

import dev.signalbox.learn.predict.Weights;
import java.lang.ref.WeakReference;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/**
 * Solved policies, the latest ones: the same members at the same prices are solved once, in whichever order and however many routes and
 * configurations have them. A policy is known again by all that it depends on, so none is ever out of date. For any number of threads.
 */
public final class Policies {
    private static final int MOST = 256;
    private static final int MOST_WEIGHTS = 8;
    private static final Comparator<Member> ORDER = Comparator.comparing(Member::model)
            .thenComparingDouble(Member::input)
            .thenComparingDouble(Member::output)
            .thenComparingDouble(Member::cachedInput)
            .thenComparingDouble(Member::hiddenOutputTokens);

    private final Map<Key, FutureTask<Policy>> tasks = new LinkedHashMap<>(16, 0.75f, true);
    private final Deque<Printed> printed = new ArrayDeque<>();
    private int solved;

    private record Key(String weights, List<Member> members, Bands bands) {}

    private record Printed(WeakReference<Weights> weights, String fingerprint) {}

    /**
     * The policy of these members, in their order. Waits where another thread is solving the same.
     *
     * @throws dev.signalbox.learn.predict.UnknownModelException if the weights do not know a member
     */
    public Policy of(Weights weights, List<Member> members, Bands bands) {
        Key key = new Key(fingerprint(weights), members.stream().sorted(ORDER).toList(), bands);
        FutureTask<Policy> task = task(key, weights);
        task.run(); // nothing where it runs already, or did
        try {
            return task.get().of(members);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while bands were solved", e);
        } catch (ExecutionException e) {
            forget(key);
            throw e.getCause() instanceof RuntimeException why ? why : new IllegalStateException(e.getCause());
        }
    }

    /** How many were solved so far. */
    public synchronized int solved() {
        return solved;
    }

    private synchronized FutureTask<Policy> task(Key key, Weights weights) {
        FutureTask<Policy> task = tasks.get(key);
        if (task == null) {
            task = new FutureTask<>(() -> Policy.solve(weights, key.members, key.bands));
            tasks.put(key, task);
            solved++;
            if (tasks.size() > MOST) {
                tasks.remove(tasks.keySet().iterator().next()); // the one that nobody asked for the longest
            }
        }
        return task;
    }

    private synchronized void forget(Key key) {
        tasks.remove(key);
    }

    /** Of the same weights once, for it reads all of their graded prompts. */
    private synchronized String fingerprint(Weights weights) {
        for (Printed one : printed) {
            if (one.weights.refersTo(weights)) {
                return one.fingerprint;
            }
        }
        String fingerprint = Fingerprint.of(weights);
        printed.addFirst(new Printed(new WeakReference<>(weights), fingerprint));
        if (printed.size() > MOST_WEIGHTS) {
            printed.removeLast();
        }
        return fingerprint;
    }
}
