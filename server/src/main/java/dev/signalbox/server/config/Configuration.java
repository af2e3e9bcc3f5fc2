package dev.signalbox.server.config;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.server.settings.Settings;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads configurations. All problems are found in one reading, and none of them shows a secret. */
public final class Configuration {

    /** Room for many thousands of models; more is a mistake or an attack. */
    private static final int MOST_BYTES = 8 << 20;

    private static final String EXAMPLE = """
            at least a provider, a model and a caller, such as

            providers:
              openai: { dialect: openai, key: "${OPENAI_API_KEY}" }
            models:
              "gpt-*": { provider: openai }
            callers:
              me: { key: "sha256:..." }     # signalbox key new prints this line
            """;

    private Configuration() {}

    /**
     * Reads a file. References {@code file:PATH}, certificates and keys start at the file's directory.
     *
     * @param environment the value of an environment variable, null for one that is not set
     */
    public static Loaded load(Path file, Function<String, @Nullable String> environment) {
        return load(file, environment, new WeightsFiles());
    }

    /**
     * Reads a file.
     *
     * @param weights those that are read already
     */
    public static Loaded load(Path file, Function<String, @Nullable String> environment, WeightsFiles weights) {
        return attempt(file, environment, weights).loaded();
    }

    /**
     * Reads a file as if some routes of its folder {@code routers.folder} were others.
     *
     * @param weights those that are read already
     * @param instead what is read in the place of a route's file, by its name; empty for one that is taken away
     */
    public static Loaded load(
            Path file,
            Function<String, @Nullable String> environment,
            WeightsFiles weights,
            Map<String, Optional<String>> instead) {
        return attempt(file, environment, weights, instead).loaded();
    }

    /**
     * Reads a text.
     *
     * @param name stands for the file in problems
     * @param base the directory where relative paths start
     */
    public static Loaded load(String name, String text, Path base, Function<String, @Nullable String> environment) {
        Reading reading = new Reading(name, environment, new ReferencedFiles(base, new WeightsFiles()));
        return read(text, reading, Map.of()).loaded();
    }

    /** One reading of a file and what the watch wants to know about it. */
    record Attempt(Loaded loaded, Optional<Spot> root, Map<Path, String> digests) {}

    static Attempt attempt(Path file, Function<String, @Nullable String> environment, WeightsFiles weights) {
        return attempt(file, environment, weights, Map.of());
    }

    private static Attempt attempt(
            Path file,
            Function<String, @Nullable String> environment,
            WeightsFiles weights,
            Map<String, Optional<String>> instead) {
        Path absolute = file.toAbsolutePath();
        Path base = Optional.ofNullable(absolute.getParent()).orElse(absolute);
        Reading reading = new Reading(file.toString(), environment, new ReferencedFiles(base, weights));
        Map<Path, String> digests = new HashMap<>();
        digests.put(absolute, Digests.ofFile(absolute));
        Attempt attempt = bad(reading);
        try (InputStream in = Files.newInputStream(absolute)) {
            byte[] bytes = in.readNBytes(MOST_BYTES + 1);
            if (bytes.length <= MOST_BYTES && Files.isRegularFile(absolute)) {
                digests.put(absolute, Digests.of(bytes));
            }
            Optional<String> text = decode(bytes, reading, "");
            attempt = text.isPresent() ? read(text.get(), reading, instead) : bad(reading);
        } catch (IOException e) {
            reading.error(Place.NONE, "cannot be read: " + reason(e, absolute), "");
            attempt = bad(reading);
        }
        digests.putAll(attempt.digests());
        return new Attempt(attempt.loaded(), attempt.root(), Map.copyOf(digests));
    }

    private static Attempt read(String text, Reading reading, Map<String, Optional<String>> instead) {
        Optional<Tree> tree = YamlText.read(text, reading);
        if (tree.isEmpty() || (tree.get() instanceof Tree.Scalar scalar && scalar.isEmpty())) {
            if (reading.errors() == 0) {
                reading.error(Place.START, "nothing is configured", EXAMPLE.strip());
            }
            return bad(reading);
        }
        RouteFiles.Joined joined = RouteFiles.join(tree.get(), reading, instead);
        Spot root = Spot.root(reading, joined.root());
        Optional<Settings> settings = RootSection.SECTION.read(root);
        if (settings.isEmpty() || reading.errors() > 0) {
            return bad(reading);
        }
        String version = Digests.of((text + joined.texts()).getBytes(UTF_8)).substring(0, 12);
        Loaded good = new Loaded.Good(settings.get().withVersion(version), reading.problemsInOrder());
        return new Attempt(good, Optional.of(root), reading.files().digests());
    }

    private static Attempt bad(Reading reading) {
        List<Problem> problems = reading.problemsInOrder();
        return new Attempt(
                new Loaded.Bad(problems), Optional.empty(), reading.files().digests());
    }

    /** @param file which text it is, where it is not that of the configuration itself */
    static Optional<String> decode(byte[] bytes, Reading reading, String file) {
        if (bytes.length > MOST_BYTES) {
            reading.error(Place.NONE, "too large", "at most " + (MOST_BYTES >> 20) + " MiB");
            return Optional.empty();
        }
        CharsetDecoder decoder = UTF_8.newDecoder();
        CharBuffer text = CharBuffer.allocate(bytes.length);
        CoderResult result = decoder.decode(ByteBuffer.wrap(bytes), text, true);
        String read = text.flip().toString();
        if (result.isError()) {
            reading.error(Place.of(read, read.length()).in(file), "not UTF-8", "text in UTF-8");
            return Optional.empty();
        }
        return Optional.of(read.startsWith("\ufeff") ? read.substring(1) : read);
    }

    private static String reason(IOException e, Path file) {
        if (Files.isDirectory(file)) {
            return "it is a directory";
        }
        return switch (e) {
            case NoSuchFileException _ -> "there is no such file";
            case AccessDeniedException _ -> "permission denied";
            default -> String.valueOf(e.getMessage());
        };
    }
}
