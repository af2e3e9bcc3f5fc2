package dev.signalbox.server.store.sqlite;

import java.util.ArrayList;
import java.util.List;

/**
 * A time whose usage is read from one place, in microseconds since 1970.
 *
 * @param grain the length of the sums that it is made of; 1 for the entries themselves
 * @param from the first moment
 * @param to the first moment behind it
 */
record Period(long grain, long from, long to) {
    static final long ENTRIES = 1;

    /** Cuts a time into whole days or hours, and what is left at both ends into finer ones down to single entries. */
    static List<Period> of(long coarsest, long from, long to) {
        List<Period> periods = new ArrayList<>();
        cut(coarsest, from, to, periods);
        return periods;
    }

    private static void cut(long grain, long from, long to, List<Period> periods) {
        if (from >= to) {
            return;
        }
        if (grain == ENTRIES) {
            periods.add(new Period(ENTRIES, from, to));
            return;
        }
        long begin = Math.min(Math.ceilDiv(from, grain) * grain, to);
        long end = Math.max(Math.floorDiv(to, grain) * grain, begin);
        long finer = grain == PeriodSums.DAY ? PeriodSums.HOUR : ENTRIES;
        cut(finer, from, begin, periods);
        if (begin < end) {
            periods.add(new Period(grain, begin, end));
        }
        cut(finer, end, to, periods);
    }
}
