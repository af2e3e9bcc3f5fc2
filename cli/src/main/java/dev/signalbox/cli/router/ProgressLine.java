package dev.signalbox.cli.router;

import dev.signalbox.learn.train.Progress;
import java.io.Closeable;
import java.io.Console;
import java.io.PrintWriter;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Tells how far long work is: in one line that is written over at a terminal, else in a line for each tenth of a step. Of steps that
 * take long it tells how much time is left.
 */
public final class ProgressLine implements Progress, Closeable {
    private static final int TENTHS = 10;
    private static final int PERCENTS = 100;
    private static final Duration LONG = Duration.ofSeconds(10);
    private static final int SECONDS = 90;

    private final PrintWriter out;
    private final boolean told;
    private final boolean terminal;
    private final InstantSource clock;
    private final Lock lock = new ReentrantLock();
    private String lastStep = "";
    private long lastPart = -1;
    private Instant begun = Instant.EPOCH;
    private int doneBefore;
    private boolean open;

    ProgressLine(PrintWriter out, boolean told, boolean terminal, InstantSource clock) {
        this.out = out;
        this.told = told;
        this.terminal = terminal;
        this.clock = clock;
    }

    /** @param wanted whether it is told at all; if nobody said so, only at a terminal */
    public static ProgressLine of(PrintWriter out, Optional<Boolean> wanted) {
        boolean terminal = Optional.ofNullable(System.console())
                .filter(Console::isTerminal)
                .isPresent();
        return new ProgressLine(out, wanted.orElse(terminal), terminal, InstantSource.system());
    }

    @Override
    public void at(String step, int done, int all) {
        if (!told) {
            return;
        }
        lock.lock();
        try {
            int parts = terminal ? PERCENTS : TENTHS;
            long part = all > 0 ? (long) done * parts / all : done;
            if (step.equals(lastStep) && part <= lastPart) {
                return;
            }
            if (!step.equals(lastStep)) {
                if (open) {
                    out.println();
                }
                begun = clock.instant();
                doneBefore = done;
            }
            lastStep = step;
            lastPart = part;
            String line = all > 0
                    ? String.format(Locale.ROOT, "%s: %,d of %,d%s", step, done, all, left(done, all))
                    : String.format(Locale.ROOT, "%s: %,d", step, done);
            out.print(terminal ? "\r" + line + "\u001b[K" : line + System.lineSeparator());
            out.flush();
            open = terminal;
        } finally {
            lock.unlock();
        }
    }

    private String left(int done, int all) {
        Duration taken = Duration.between(begun, clock.instant());
        if (done <= doneBefore || done >= all || taken.compareTo(LONG) < 0) {
            return "";
        }
        long seconds =
                taken.multipliedBy(all - done).dividedBy(done - doneBefore).toSeconds();
        return ", about " + (seconds < SECONDS ? seconds + " s" : Math.round(seconds / 60.0) + " min") + " left";
    }

    /** Ends the line. */
    @Override
    public void close() {
        if (open) {
            out.println();
            out.flush();
        }
    }
}
