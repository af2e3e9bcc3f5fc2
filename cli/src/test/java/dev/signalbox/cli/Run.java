package dev.signalbox.cli;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Map;
import picocli.CommandLine;

/** One run of a command inside the test: what it ended with and what it printed. */
record Run(int status, String out, String err) {

    static Run of(String... arguments) {
        return in(surroundings(Path.of("").toAbsolutePath(), Map.of(), new TestSignals()), arguments);
    }

    static Run in(Surroundings surroundings, String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine line = Main.commandLine(surroundings);
        line.setOut(new PrintWriter(out, true));
        line.setErr(new PrintWriter(err, true));
        line.setColorScheme(CommandLine.Help.defaultColorScheme(CommandLine.Help.Ansi.OFF));
        int status = line.execute(arguments);
        return new Run(status, out.toString(), err.toString());
    }

    static Surroundings surroundings(Path directory, Map<String, String> environment, Signals signals) {
        return new Surroundings(
                environment::get, directory, new SecureRandom(), InstantSource.system(), signals, System.out);
    }
}
