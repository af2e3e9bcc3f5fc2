package dev.signalbox.learn.embed;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.util.Locale;

/**
 * Keeps ONNX runtime from reporting to its maker. Its official builds for Linux and macOS send events over HTTPS unless
 * {@code ORT_DISABLE_TELEMETRY} stands in the environment before the library is loaded (its {@code Privacy.md}, version 1.29);
 * the switch of its Java API comes after the first event. What runs here sends nothing that nobody asked for.
 *
 * <p>The launcher sets the variable. Without it, as in a program that embeds this module, the C library is told, once and before
 * the first native thread of the runtime lives. On Windows events are traces that stay on the machine, and the API suffices.
 */
final class Silence {
    static final String VARIABLE = "ORT_DISABLE_TELEMETRY";

    private Silence() {}

    /**
     * Sets the variable where it is not set yet.
     *
     * @throws IllegalStateException if that does not work: then the library must not be loaded
     */
    static void keep() {
        boolean windows =
                System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");
        if (windows || "1".equals(System.getenv(VARIABLE))) {
            return;
        }
        try (Arena arena = Arena.ofConfined()) {
            Linker linker = Linker.nativeLinker();
            MemorySegment address = linker.defaultLookup().findOrThrow("setenv");
            MethodHandle setenv = linker.downcallHandle(
                    address,
                    FunctionDescriptor.of(
                            ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));
            int failed = (int) setenv.invokeExact(arena.allocateFrom(VARIABLE), arena.allocateFrom("1"), 1);
            if (failed != 0) {
                throw new IllegalStateException("setenv said " + failed);
            }
        } catch (Throwable e) {
            throw new IllegalStateException(
                    "embedding model: not loaded, since it would report to its maker (expected: " + VARIABLE
                            + "=1 in the environment)",
                    e);
        }
    }
}
