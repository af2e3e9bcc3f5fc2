package dev.signalbox.server.health;

import dev.signalbox.server.settings.SlaSettings;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/** Whether targets are as fast as they must be, by the means of the last three minutes. */
public final class Slas {
    /** What is looked back on. */
    public static final Duration WINDOW = Duration.ofMinutes(3);

    private final Speeds speeds;

    /** Judges by these. */
    public Slas(Speeds speeds) {
        this.speeds = speeds;
    }

    /** How a target is too slow, in words; nothing while it is fast enough, or too few answers tell. */
    public Optional<Missed> missed(String target, SlaSettings sla) {
        return sla.timePerOutputToken()
                .flatMap(most -> missed("time-per-output-token", speeds.perToken(target, WINDOW), most))
                .or(() -> sla.firstToken()
                        .flatMap(most -> missed("first-token", speeds.firstToken(target, WINDOW), most)));
    }

    private static Optional<Missed> missed(String what, OptionalLong mean, Duration most) {
        return mean.isPresent() && mean.getAsLong() > most.toNanos()
                ? Optional.of(new Missed(what, Duration.ofNanos(mean.getAsLong()), most))
                : Optional.empty();
    }

    /**
     * A target that is too slow.
     *
     * @param what the key of the time that is too long
     * @param mean that it took
     * @param most that it may take
     */
    public record Missed(String what, Duration mean, Duration most) {
        /** Why others are tried first, for plans. */
        public String words() {
            return what + " of " + milliseconds(mean) + " in 3 minutes, more than its sla of " + milliseconds(most);
        }

        private static String milliseconds(Duration time) {
            return Math.ceilDiv(time.toNanos(), 1_000_000) + " ms";
        }
    }
}
