package dev.signalbox.server.boot;

import java.util.ArrayDeque;
import java.util.Deque;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What must be closed, last opened first. */
final class Opened implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Opened.class);

    private final Deque<AutoCloseable> things = new ArrayDeque<>();

    synchronized <T extends AutoCloseable> T add(T thing) {
        things.push(thing);
        return thing;
    }

    @Override
    public synchronized void close() {
        while (!things.isEmpty()) {
            AutoCloseable thing = things.pop();
            try {
                thing.close();
            } catch (Exception e) {
                log.warn("{} did not close well", thing.getClass().getSimpleName(), e);
            }
        }
    }
}
