package dev.signalbox.cli;

import java.util.concurrent.CountDownLatch;

/** What the operating system tells the process. */
interface Signals {

    /** The ones that Signalbox listens to, by their usual names without SIG. */
    enum Signal {
        TERM,
        INT,
        HUP
    }

    /** From now on the signal runs this action, on a thread of its own, in place of what it did before. */
    void on(Signal signal, Runnable action);

    /**
     * Waits for the first request to stop: SIGTERM, or SIGINT from the keyboard. A second one while the stop is under way
     * ends the process at once.
     */
    default void awaitStop() throws InterruptedException {
        CountDownLatch stop = new CountDownLatch(1);
        Runnable once = () -> {
            if (stop.getCount() == 0) {
                Runtime.getRuntime().halt(130);
            }
            stop.countDown();
        };
        on(Signal.TERM, once);
        on(Signal.INT, once);
        stop.await();
    }
}
