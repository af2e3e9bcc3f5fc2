package dev.signalbox.cli;

import dev.signalbox.server.boot.Replaying;
import dev.signalbox.server.boot.Replaying.Fate;
import dev.signalbox.server.exchange.Cost;
import dev.signalbox.server.store.Entry;
import dev.signalbox.wire.model.Usage;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;

/** How recorded requests would move from one configuration to another. */
final class Movement {

    private final Replaying before;
    private final Replaying after;
    private final Map<String, Line> targets = new TreeMap<>();
    private final Map<Changed, Long> changed = new HashMap<>();
    private final Side sideBefore = new Side();
    private final Side sideAfter = new Side();
    private long requests;
    private long nobody;
    private long recordedNanos;
    private long recordedUnknown;

    /** What is expected by one configuration: counts of requests and nano-dollars, each a mean over what is drawn. */
    static final class Side {
        double refused;
        double unpriced;
        double nanos;
    }

    /** What is expected of a target as the first. */
    static final class Line {
        double before;
        double after;
        double nanosBefore;
        double nanosAfter;
    }

    /** Requests for which the answer to whether they are sent becomes another; empty where they are sent. */
    record Changed(String caller, String asked, String before, String after) {
        boolean lost() {
            return before.isEmpty();
        }
    }

    Movement(Replaying before, Replaying after) {
        this.before = before;
        this.after = after;
    }

    void add(Entry entry) {
        requests++;
        Optional<Replaying.Kind> kind = Replaying.Kind.of(entry);
        if (kind.isEmpty()) {
            nobody++;
            return;
        }
        switch (entry.bill().cost()) {
            case Cost.Known(long nanos) -> recordedNanos += nanos;
            case Cost.Unknown _ -> recordedUnknown++;
        }
        Fate was = before.fate(entry, kind.get());
        Fate will = after.fate(entry, kind.get());
        Usage usage = entry.bill().usage();
        count(before, was, usage, sideBefore, true);
        count(after, will, usage, sideAfter, false);
        if (!code(was).equals(code(will))) {
            changed.merge(new Changed(kind.get().caller(), kind.get().asked(), code(was), code(will)), 1L, Long::sum);
        }
    }

    private static String code(Fate fate) {
        return switch (fate) {
            case Fate.Sent _ -> "";
            case Fate.Denied(String code) -> code;
        };
    }

    private void count(Replaying by, Fate fate, Usage usage, Side side, boolean isBefore) {
        switch (fate) {
            case Fate.Denied _ -> side.refused++;
            case Fate.Sent(List<Replaying.Share> shares) -> {
                for (Replaying.Share share : shares) {
                    OptionalLong nanos = by.cost(share.target(), usage);
                    double cost = share.part() * nanos.orElse(0);
                    side.unpriced += nanos.isPresent() ? 0 : share.part();
                    side.nanos += cost;
                    Line line = targets.computeIfAbsent(share.target().name(), _ -> new Line());
                    if (isBefore) {
                        line.before += share.part();
                        line.nanosBefore += cost;
                    } else {
                        line.after += share.part();
                        line.nanosAfter += cost;
                    }
                }
            }
        }
    }

    long requests() {
        return requests;
    }

    /** Requests of nobody that was recognised: there is nothing to plan. */
    long nobody() {
        return nobody;
    }

    long recordedNanos() {
        return recordedNanos;
    }

    long recordedUnknown() {
        return recordedUnknown;
    }

    Side before() {
        return sideBefore;
    }

    Side after() {
        return sideAfter;
    }

    /** By the names of the targets. */
    Map<String, Line> targets() {
        return targets;
    }

    /** Those of which there are most first. */
    List<Map.Entry<Changed, Long>> changed() {
        return changed.entrySet().stream()
                .sorted(Map.Entry.<Changed, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry::getKey, Comparator.comparing(Changed::toString)))
                .toList();
    }

    /** Whether requests that are sent now would be refused. */
    boolean loses() {
        return changed.keySet().stream().anyMatch(Changed::lost);
    }
}
