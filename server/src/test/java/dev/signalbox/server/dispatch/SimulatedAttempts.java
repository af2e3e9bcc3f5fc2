package dev.signalbox.server.dispatch;

import dev.signalbox.server.exchange.Candidate;
import dev.signalbox.server.exchange.Measured;
import dev.signalbox.server.exchange.Reply;
import dev.signalbox.server.exchange.Served;
import dev.signalbox.server.health.Pass;
import dev.signalbox.wire.model.WireError;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The attempts of one request in virtual time: each takes its time and ends as it must; every target has room. */
final class SimulatedAttempts implements Attempting {
    private final VirtualTime time;
    private final Fates fates;
    private @Nullable Candidate former;
    private int made;

    /** Decides what becomes of attempts. */
    @FunctionalInterface
    interface Fates {
        /**
         * What becomes of one that comes to this target now.
         *
         * @param again whether the attempt before it was at the same target
         */
        Fate of(Candidate candidate, boolean again);
    }

    /**
     * What becomes of an attempt.
     *
     * @param then is run when its failure was told
     */
    record Fate(Duration takes, Optional<AttemptFailure> failure, Runnable then) {
        Fate(Duration takes, Optional<AttemptFailure> failure) {
            this(takes, failure, () -> {});
        }

        Fate andThen(Runnable more) {
            return new Fate(takes, failure, more);
        }
    }

    SimulatedAttempts(VirtualTime time, Fates fates) {
        this.time = time;
        this.fates = fates;
    }

    /** A target that answers with this status. */
    static AttemptFailure status(int status, @Nullable Duration retryAfter) {
        return failure(AttemptFailure.Kind.STATUS, status, AttemptFailure.ANSWERED + status, retryAfter);
    }

    /** A target that answers nothing. */
    static AttemptFailure timeout() {
        return failure(AttemptFailure.Kind.TIMEOUT, 408, "first_byte_timeout", null);
    }

    private static AttemptFailure failure(
            AttemptFailure.Kind kind, int status, String word, @Nullable Duration retryAfter) {
        return new AttemptFailure(
                kind,
                status,
                word,
                WireError.gateway(WireError.Kind.BAD_GATEWAY, "code", "message"),
                "detail",
                Optional.ofNullable(retryAfter),
                Optional.empty(),
                Optional.empty());
    }

    @Override
    public Attempt.Tried at(Candidate candidate, Pass pass, boolean nothingElse) {
        made++;
        Fate fate = fates.of(candidate, candidate.equals(former));
        former = candidate;
        time.sleep(fate.takes());
        if (fate.failure().isPresent()) {
            pass.failed(fate.failure().get().fault());
            fate.then().run();
            return new Attempt.Tried.Failed(fate.failure().get());
        }
        pass.succeeded();
        Served served = new Served(candidate.target(), made, Optional.empty(), List.of(), List.of());
        return new Attempt.Tried.Answered(new Reply.Whole(new byte[0], served, Measured.NOTHING));
    }

    @Override
    public boolean fits(Candidate candidate) {
        return true;
    }

    @Override
    public Optional<Candidate> inLine(List<Candidate> full) {
        return Optional.empty();
    }

    @Override
    public void leaveLine() {
        // Nobody waits here.
    }

    @Override
    public int made() {
        return made;
    }
}
