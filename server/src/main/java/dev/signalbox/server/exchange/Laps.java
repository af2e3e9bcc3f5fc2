package dev.signalbox.server.exchange;

import java.util.OptionalLong;
import java.util.function.LongSupplier;

/** How long each stage of one request took. For one thread after the other. */
public final class Laps {
    private final LongSupplier nanoTime;
    private final long[] nanos = new long[Stage.DISPATCH.place + 1];
    private int reached;
    private long providerNanos;
    private long judgedNanos = -1;
    private long last;

    /** A part of the road, in the order in which requests walk it. */
    public enum Stage {
        /** Who asks. */
        AUTH(0, "auth"),
        /** What was asked for. */
        CATALOGUE(1, "catalogue"),
        /** Whether it was answered before, which may wait for the first request of the same key. */
        IDEMPOTENCY(2, "idempotency"),
        /** Who shall answer. */
        ROUTING(3, "routing"),
        /** All attempts, and the pauses between them, up to the answer or its first content. */
        DISPATCH(4, "dispatch");

        private final int place;
        private final String word;

        Stage(int place, String word) {
            this.place = place;
            this.word = word;
        }

        /** Its name, as callers are told. */
        public String word() {
            return word;
        }
    }

    /** Begins now. */
    public Laps(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.last = nanoTime.getAsLong();
    }

    /** This stage is over. Answers what it was given. */
    public <T> T over(Stage stage, T result) {
        over(stage.place);
        return result;
    }

    /** The road ended here, in the middle of a stage or behind the last one. */
    public void ended() {
        over(Math.min(reached, nanos.length - 1));
    }

    private void over(int place) {
        long now = nanoTime.getAsLong();
        nanos[place] += now - last;
        reached = place + 1;
        last = now;
    }

    /** Whether the request came so far. */
    public boolean reached(Stage stage) {
        return stage.place < reached;
    }

    /** For so long at least one attempt was under way. */
    public void atProviders(long waitedNanos) {
        providerNanos = waitedNanos;
    }

    /** For how long at least one attempt was under way. */
    public long atProviders() {
        return providerNanos;
    }

    /** So much of the routing was the judgement of the prompt by a learned route. */
    public void judged(long nanos) {
        judgedNanos = nanos;
    }

    /** How long the judgement of the prompt took; absent on other routes. */
    public OptionalLong judged() {
        return judgedNanos < 0 ? OptionalLong.empty() : OptionalLong.of(judgedNanos);
    }

    /** What it took, 0 if it was not reached. */
    public long nanos(Stage stage) {
        return nanos[stage.place];
    }

    /** When the last stage was over, on the monotonic clock. */
    public long lastNanos() {
        return last;
    }
}
