package dev.signalbox.server.pipeline;

import java.util.function.Supplier;

/** The way of something open to whoever closes it. */
final class Handover {
    private Handover() {}

    /** What is made of it; where that fails, nobody will get it, and it is closed here. */
    static <T> T of(Runnable close, Supplier<T> making) {
        try {
            return making.get();
        } catch (RuntimeException | Error e) {
            try {
                close.run();
            } catch (RuntimeException more) {
                e.addSuppressed(more);
            }
            throw e;
        }
    }
}
