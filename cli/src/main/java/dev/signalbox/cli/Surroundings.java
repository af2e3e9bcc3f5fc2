package dev.signalbox.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.Reader;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What the commands take from the process around them, so that a test can give them other things.
 *
 * @param environment the value of an environment variable, or null
 * @param directory the working directory
 * @param input what the user answers
 * @param accessLog takes a line for each request that a gateway serves
 */
record Surroundings(
        Function<String, @Nullable String> environment,
        Path directory,
        SecureRandom random,
        InstantSource clock,
        Signals signals,
        PrintStream accessLog,
        BufferedReader input) {

    /** Nobody answers questions. */
    Surroundings(
            Function<String, @Nullable String> environment,
            Path directory,
            SecureRandom random,
            InstantSource clock,
            Signals signals,
            PrintStream accessLog) {
        this(environment, directory, random, clock, signals, accessLog, new BufferedReader(Reader.nullReader()));
    }

    static Surroundings ofProcess() {
        return new Surroundings(
                System::getenv,
                Path.of("").toAbsolutePath(),
                new SecureRandom(),
                InstantSource.system(),
                new ProcessSignals(),
                System.out,
                new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())));
    }

    /** The day in UTC. */
    LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    /** The path as it is if that reaches the file from the process's own working directory, else from this one. */
    Path resolve(Path path) {
        return Path.of("").toAbsolutePath().equals(directory) ? path : directory.resolve(path);
    }
}
