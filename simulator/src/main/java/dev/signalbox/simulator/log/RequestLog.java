package dev.signalbox.simulator.log;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The last requests, bounded in number and bytes, and counters of all. Safe for several threads. */
public final class RequestLog {
    private static final int MOST_MODELS = 1000;

    private final InstantSource clock;
    private final int mostRequests;
    private final long mostBytes;
    private final Deque<LogEntry> entries = new ArrayDeque<>();
    private final Map<String, Long> byModel = new HashMap<>();
    private final Map<Integer, Long> byStatus = new HashMap<>();
    private long bytes;
    private long numbered;
    private long requests;
    private long answered;
    private long broken;
    private long aborted;
    private long faulted;
    private long open;
    private long connections;
    private long openConnections;

    public RequestLog(InstantSource clock, int mostRequests, long mostBytes) {
        this.clock = clock;
        this.mostRequests = mostRequests;
        this.mostBytes = mostBytes;
    }

    /** A request has arrived completely. */
    public synchronized LogEntry arrived(Arrival arrival) {
        LogEntry entry = new LogEntry(this, ++numbered, now(), arrival);
        requests++;
        open++;
        entries.addLast(entry);
        bytes += entry.size();
        while (entries.size() > mostRequests || (bytes > mostBytes && entries.size() > 1)) {
            bytes -= entries.removeFirst().size();
        }
        return entry;
    }

    /** Counts a request for a model; models beyond the first thousand are counted together as {@code other}. */
    public synchronized void countModel(String model) {
        String counted = byModel.size() < MOST_MODELS || byModel.containsKey(model) ? model : "other";
        byModel.merge(counted, 1L, Long::sum);
    }

    public synchronized void connected() {
        connections++;
        openConnections++;
    }

    public synchronized void disconnected() {
        openConnections--;
    }

    /** The requests that the log still holds, oldest first. */
    public synchronized List<ReceivedRequest> requests() {
        return entries.stream().map(LogEntry::snapshot).toList();
    }

    public synchronized SimulatorStats stats() {
        return new SimulatorStats(
                requests, answered, broken, aborted, faulted, open, connections, openConnections, byModel, byStatus);
    }

    /** Forgets all requests and counts from zero; what is open stays open. */
    public synchronized void reset() {
        entries.clear();
        byModel.clear();
        byStatus.clear();
        bytes = 0;
        requests = 0;
        answered = 0;
        broken = 0;
        aborted = 0;
        faulted = 0;
        connections = openConnections;
    }

    Instant now() {
        return clock.instant();
    }

    void faulted() {
        faulted++;
    }

    void status(int status) {
        byStatus.merge(status, 1L, Long::sum);
    }

    void settled(Outcome outcome) {
        open--;
        switch (outcome) {
            case ANSWERED -> answered++;
            case BROKEN -> broken++;
            case ABORTED -> aborted++;
            case OPEN -> throw new IllegalArgumentException("outcome: OPEN (expected: a settled one)");
        }
    }
}
