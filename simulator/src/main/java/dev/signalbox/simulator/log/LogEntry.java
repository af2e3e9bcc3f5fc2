package dev.signalbox.simulator.log;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One request in the log while its reply is under way; the log it belongs to guards it. */
public final class LogEntry {
    private final RequestLog log;
    private final long number;
    private final Instant arrived;
    private final Arrival arrival;
    private String model = "";
    private boolean stream;
    private @Nullable String fault;
    private int status;
    private int events;
    private Outcome outcome = Outcome.OPEN;
    private @Nullable Instant ended;

    LogEntry(RequestLog log, long number, Instant arrived, Arrival arrival) {
        this.log = log;
        this.number = number;
        this.arrived = arrived;
        this.arrival = arrival;
    }

    /** What the body turned out to ask. */
    public void asks(String forModel, boolean streamed) {
        synchronized (log) {
            model = forModel;
            stream = streamed;
        }
    }

    /** A fault that hits this request. */
    public void hitBy(String faultName) {
        synchronized (log) {
            fault = faultName;
            log.faulted();
        }
    }

    /** The status was sent. */
    public void headSent(int sent) {
        synchronized (log) {
            status = sent;
            log.status(sent);
        }
    }

    /** So many events were sent so far. */
    public void sent(int count) {
        synchronized (log) {
            events = count;
        }
    }

    /** Settles the outcome; only the first call counts. */
    public void end(Outcome settled) {
        synchronized (log) {
            if (outcome == Outcome.OPEN) {
                outcome = settled;
                ended = log.now();
                log.settled(settled);
            }
        }
    }

    int size() {
        return arrival.body().length;
    }

    ReceivedRequest snapshot() {
        return new ReceivedRequest(
                number,
                arrived,
                arrival.dialect(),
                arrival.method(),
                arrival.path(),
                headers(),
                arrival.body(),
                model,
                stream,
                Optional.ofNullable(fault),
                status,
                events,
                arrival.requestId(),
                outcome,
                Optional.ofNullable(ended));
    }

    private Map<String, List<String>> headers() {
        Map<String, List<String>> headers = new TreeMap<>();
        for (Map.Entry<String, String> header : arrival.headers()) {
            headers.computeIfAbsent(header.getKey().toLowerCase(Locale.ROOT), _ -> new ArrayList<>())
                    .add(header.getValue());
        }
        return headers;
    }
}
