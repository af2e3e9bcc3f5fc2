package dev.signalbox.learn.embed;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.util.Locale;

/**
 * How much a thread gives way to others. Linux has a niceness for each thread, of which the JVM makes nothing; elsewhere it is
 * the whole process's, and stays as it is.
 */
final class Niceness {
    /** By so much: a thread that does not gets three times as much of a core that both want. */
    static final int YIELDING = 5;

    private Niceness() {}

    /** Whether threads can give way here. */
    static boolean isOfThreads() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("linux");
    }

    /** From now on the calling thread gives way, if that can be said here. What goes wrong only leaves it as eager as others. */
    static void giveWay() {
        if (!isOfThreads()) {
            return;
        }
        try {
            Linker linker = Linker.nativeLinker();
            int _ = (int) linker.downcallHandle(
                            linker.defaultLookup().findOrThrow("nice"),
                            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT))
                    .invokeExact(YIELDING);
        } catch (Throwable _) {
            // a sandbox that forbids it
        }
    }
}
