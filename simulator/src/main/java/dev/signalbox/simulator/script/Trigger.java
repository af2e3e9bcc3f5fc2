package dev.signalbox.simulator.script;

import java.util.SplittableRandom;

/** Which of the requests that a rule looks at are hit. */
public sealed interface Trigger {
    /** Whether the request with this number is hit; the first that the rule looks at is 0. */
    boolean hits(long number);

    /** Every request. */
    record Always() implements Trigger {
        @Override
        public boolean hits(long number) {
            return true;
        }
    }

    /** After {@code skip} requests, the next {@code times}. */
    record Next(long skip, long times) implements Trigger {
        public Next {
            if (skip < 0 || times < 1) {
                throw new IllegalArgumentException(
                        "skip, times: " + skip + ", " + times + " (expected: 0 or more, 1 or more)");
            }
        }

        @Override
        public boolean hits(long number) {
            return number >= skip && number - skip < times;
        }
    }

    /** Each {@code every}-th request. */
    record Every(long every) implements Trigger {
        public Every {
            if (every < 1) {
                throw new IllegalArgumentException("every: " + every + " (expected: 1 or more)");
            }
        }

        @Override
        public boolean hits(long number) {
            return (number + 1) % every == 0;
        }
    }

    /** Each request with a probability; the same seed hits the same ones. */
    record Chance(double probability, long seed) implements Trigger {
        public Chance {
            if (!(probability >= 0 && probability <= 1)) {
                throw new IllegalArgumentException("probability: " + probability + " (expected: 0 to 1)");
            }
        }

        @Override
        public boolean hits(long number) {
            return new SplittableRandom(seed * 31 + number).nextDouble() < probability;
        }
    }
}
