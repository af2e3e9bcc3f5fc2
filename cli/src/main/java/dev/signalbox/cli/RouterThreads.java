package dev.signalbox.cli;

import picocli.CommandLine;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/** How many threads work. */
final class RouterThreads {
    private static final int MOST = 256;

    @Option(
            names = "--threads",
            paramLabel = "N",
            description = "Threads that work; they change the time and nothing else (default: one for each core).")
    private int threads = Runtime.getRuntime().availableProcessors();

    int in(CommandLine line) {
        if (threads < 1 || threads > MOST) {
            throw new ParameterException(
                    line, "--threads: " + threads + " (expected: a number from 1 to " + MOST + ")");
        }
        return threads;
    }
}
