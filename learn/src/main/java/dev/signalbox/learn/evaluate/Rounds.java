package dev.signalbox.learn.evaluate;

import dev.signalbox.learn.train.Progress;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Work that takes several rounds of equal length, and how long the rest of it will take. */
final class Rounds {
    private final Progress progress;
    private final int all;
    private final InstantSource clock;
    private final Instant start;
    private int begun;

    Rounds(Progress progress, int all, InstantSource clock) {
        this.progress = progress;
        this.all = all;
        this.clock = clock;
        this.start = clock.instant();
    }

    /** Begins the next round; its steps are told under its name. */
    Progress next(String name) {
        String rest = begun == 0 ? "" : ", " + left() + " for this and the rest";
        begun++;
        String told = "training %d of %d (%s%s): ".formatted(begun, all, name, rest);
        return (step, done, of) -> progress.at(told + step, done, of);
    }

    private String left() {
        Duration each = Duration.between(start, clock.instant()).dividedBy(begun);
        long seconds = each.multipliedBy((long) all - begun).toSeconds();
        return seconds < 90 ? "about " + seconds + " s" : "about " + Math.round(seconds / 60.0) + " min";
    }
}
