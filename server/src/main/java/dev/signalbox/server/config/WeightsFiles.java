package dev.signalbox.server.config;

import dev.signalbox.learn.predict.Weights;
import dev.signalbox.learn.predict.WeightsException;
import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The files of trained weights that configurations name. While somebody uses what was in a file, it is not read again before it
 * holds something else.
 */
public final class WeightsFiles {
    private final Map<Path, Known> files = new ConcurrentHashMap<>();

    private record Known(String digest, WeakReference<Weights> weights) {}

    /**
     * What is in a file.
     *
     * @param digest by which the watch sees a change; it covers the checksum of the whole, which is in the head of such files
     * @throws WeightsException if it cannot be used
     */
    Weights read(Path file, String digest) throws WeightsException {
        Known known = files.get(file);
        Weights same = known == null || !known.digest.equals(digest) ? null : known.weights.get();
        if (same != null) {
            return same;
        }
        Weights fresh = Weights.read(file);
        files.values().removeIf(other -> other.weights.refersTo(null));
        files.put(file, new Known(digest, new WeakReference<>(fresh)));
        return fresh;
    }
}
