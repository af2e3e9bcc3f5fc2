package dev.signalbox.server.config;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Optional;

/** Kinds of paths. */
final class Paths {

    private Paths() {}

    /** A file that can be read now; a relative path starts at the directory of the configuration file. */
    static Kind<Path> readableFile() {
        return new ReadableFile();
    }

    /** A path that need not exist; a relative one starts at the working directory of the process. */
    static Kind<Path> directory() {
        return WordKind.of("a path", Paths::parse, Path::toString);
    }

    private static Optional<Path> parse(String word) {
        try {
            return Optional.of(Path.of(word).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private record ReadableFile() implements Kind<Path> {

        @Override
        public String words() {
            return "the path of a PEM file";
        }

        @Override
        public Optional<Path> read(Spot spot) {
            ReferencedFiles files = spot.reading().files();
            Optional<String> word = spot.word(words());
            Optional<Path> path = word.flatMap(files::resolve);
            if (path.isEmpty()) {
                return word.flatMap(w -> spot.refuse(Shown.quoted(w), words()));
            }
            try {
                files.read(path.get());
                return path;
            } catch (IOException e) {
                return spot.refuse(Shown.quoted(path.get().toString()) + " cannot be read: " + e.getMessage(), words());
            }
        }

        @Override
        public Optional<Tree> write(Path value) {
            return Optional.of(new Tree.Scalar(value.toString()));
        }
    }
}
