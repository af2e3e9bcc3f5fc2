package dev.signalbox.cli;

import java.io.PrintWriter;
import java.util.function.Consumer;

/** Prints lines as they come, each flushed. */
final class Lines implements Consumer<String> {

    private final PrintWriter out;

    Lines(PrintWriter out) {
        this.out = out;
    }

    @Override
    public void accept(String line) {
        out.println(line);
        out.flush();
    }
}
