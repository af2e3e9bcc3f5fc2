package dev.signalbox.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/** The version that the build wrote down. */
final class ProgramVersion {

    private ProgramVersion() {}

    static String read() {
        try (InputStream text = ProgramVersion.class.getResourceAsStream("version.txt")) {
            if (text == null) {
                throw new IllegalStateException("version.txt: absent (expected: written by the build)");
            }
            return new String(text.readAllBytes(), UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
