package dev.signalbox.server.peers;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;

/** One of the others: what it has not been told yet, and whether it listens. At most one message is on its way to it. */
final class Peer {
    private static final int MOST_WAITING = 1_000;
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 3;

    private final URI address;
    private final Mailbox mailbox = new Mailbox(MOST_WAITING);
    private final AtomicBoolean busy = new AtomicBoolean();
    private volatile State state = State.UNKNOWN;
    private volatile String life = "";
    private volatile long notBefore;
    private volatile long lastSent;
    private volatile int failures;

    /** Whether it listens. */
    enum State {
        /** Nobody has tried yet. */
        UNKNOWN,
        /** It listens. */
        UP,
        /** It does not answer. */
        DOWN,
        /** It answers and does not listen. */
        REFUSES,
        /** It is this gateway itself. */
        SELF
    }

    Peer(URI address, long now) {
        this.address = address;
        this.notBefore = now;
    }

    URI address() {
        return address;
    }

    /** How metrics and the log call it: host and port. */
    String label() {
        return address.getRawAuthority();
    }

    Mailbox mailbox() {
        return mailbox;
    }

    State state() {
        return state;
    }

    /** The life of its process; empty while nobody has told. */
    String life() {
        return life;
    }

    void meet(String newLife) {
        life = newLife;
    }

    boolean begin() {
        return busy.compareAndSet(false, true);
    }

    void end() {
        busy.set(false);
    }

    /** Whether something should be sent to it now: there is something to tell, or it is time to see whether it listens. */
    boolean isDue(long now, Duration quiet) {
        boolean something = state != State.SELF && !mailbox.isEmpty();
        return now - notBefore >= 0
                && (something || state == State.UNKNOWN || failures > 0 || now - lastSent >= quiet.toNanos());
    }

    void turned(State fresh, long now) {
        state = fresh;
        lastSent = now;
        failures = 0;
    }

    /** It could not be told: the next time is twice as far away, up to a bound; chance moves it by up to a half. */
    void failed(State fresh, long now, double chance) {
        state = fresh;
        lastSent = now;
        int before = failures;
        long pause = FIRST_PAUSE.toNanos() << Math.min(before, MOST_DOUBLINGS);
        failures = before + 1;
        notBefore = now + pause / 2 + (long) (chance * pause / 2);
    }
}
