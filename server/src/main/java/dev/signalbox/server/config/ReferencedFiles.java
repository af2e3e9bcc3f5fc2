package dev.signalbox.server.config;

import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The files that a configuration names. Each is read once, bounded, and its digest is kept for the watch. */
final class ReferencedFiles {

    static final int MOST_BYTES = 1 << 20;

    private final Path base;
    private final WeightsFiles weights;
    private final Map<Path, String> digests = new TreeMap<>();

    /** @param base where relative paths start */
    ReferencedFiles(Path base, WeightsFiles weights) {
        this.base = base.toAbsolutePath().normalize();
        this.weights = weights;
    }

    Optional<Path> resolve(String written) {
        try {
            return Optional.of(base.resolve(written).normalize());
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** Whether there is one; the watch looks for it from now on. */
    boolean exists(Path file) {
        digests.computeIfAbsent(file, Digests::ofFile);
        return Files.isRegularFile(file);
    }

    /** The trained weights in a file; the watch looks at it from now on. */
    Weights weights(Path file) throws WeightsException {
        return weights.read(file, digests.computeIfAbsent(file, Digests::ofFile));
    }

    /** The names of the YAML files of a folder, in order; none where it is not there. The watch looks at them from now on. */
    List<String> folder(Path folder) {
        digests.putIfAbsent(folder, Digests.ofFile(folder));
        return Digests.names(folder);
    }

    /** The whole content; throws with a reason that can be shown. */
    byte[] read(Path file) throws IOException {
        digests.put(file, Digests.ofFile(file));
        if (!Files.isRegularFile(file)) {
            throw new IOException(Files.exists(file) ? "it is not a regular file" : "there is no such file");
        }
        if (!Files.isReadable(file)) {
            throw new IOException("permission denied");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length > MOST_BYTES) {
                throw new IOException("it is larger than 1 MiB");
            }
            digests.put(file, Digests.of(bytes));
            return bytes;
        }
    }

    /** What every file that was asked for held when it was read. */
    Map<Path, String> digests() {
        return Map.copyOf(digests);
    }
}
