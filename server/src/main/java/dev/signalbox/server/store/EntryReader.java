package dev.signalbox.server.store;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Looks entries up. May block on a disk: not for event loops and virtual threads. */
public interface EntryReader extends AutoCloseable {
    /** The entry of this request, whoever asked. */
    Optional<Entry> find(String requestId);

    /** The entry of this request if it is this caller's. */
    Optional<Entry> find(String requestId, String caller);

    /** What was used, summed up. */
    UsageReport usage(UsageQuery query);

    /** How long answers took. */
    LatencyReport latency(UsageQuery query);

    /** What became of attempts. */
    AttemptReport attempts(UsageQuery query);

    /** Shows these entries one by one, by their arrival. Answers how many there are. */
    long each(Selection entries, Consumer<Entry> taker);

    /** What was thought of the answer to this request, the newest first. Only that counts; the rest is its history. */
    List<Feedback> feedback(String requestId);

    /** Shows the scores of these entries that count, by the arrival of their requests. Answers how many there are. */
    long scores(Selection entries, Consumer<Feedback.Scored> taker);

    /** What was purged, the oldest first. */
    List<Purge> purges();

    /** How names of subjects become digests here. */
    Subjects subjects();

    @Override
    void close();
}
