package dev.signalbox.server.boot;

import java.util.concurrent.ThreadLocalRandom;
import java.util.random.RandomGenerator;

/** Chance without contention: each thread draws from its own generator. */
final class RandomSource {
    private RandomSource() {}

    static RandomGenerator ofThreads() {
        return () -> ThreadLocalRandom.current().nextLong();
    }
}
