package dev.signalbox.cli.router.compare;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.signalbox.learn.train.Progress;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Asks the user's own prompts on each way through a gateway, and writes a folder with what came of it.
 *
 * @param limit how many of the prompts are asked, the first ones
 * @param about what is told of the comparison: when, with which program
 */
public record CompareWork(URI gateway, List<ComparePrompt> all, int limit, CompareOptions options, String about) {
    /** Where results lie in the folder. */
    public static final String RESULTS = ResultFile.NAME;

    private static final int DIGEST_BYTES = 16;

    /** Takes a defensive copy. */
    public CompareWork {
        all = List.copyOf(all);
    }

    /** Does all of it; what the folder holds already is not asked again. */
    public Comparison run(Path folder, Progress progress) throws IOException {
        Files.createDirectories(folder);
        List<ComparePrompt> prompts = all.subList(0, Math.min(limit, all.size()));
        Spending spending = new Spending(options.most());
        try (ResultFile results = ResultFile.open(folder, digest());
                Talk talk = new Talk(gateway, options.streams(), options.mostTokens(), Pace.REAL)) {
            results.all()
                    .values()
                    .forEach(way -> way.values()
                            .forEach(asked -> spending.before(
                                    asked.way(), asked.cost() + (Double.isNaN(asked.judged()) ? 0 : asked.judged()))));
            new Asking(options, talk, results, spending, Pace.REAL).all(prompts, progress);
            Comparison comparison = Comparison.of(prompts, options, results.all(), spending.stopped());
            CompareFolder.write(folder, comparison, about);
            return comparison;
        }
    }

    /** What must be the same for results to belong together; --limit may change. */
    private String digest() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((options.gradedBy() + "\n" + all).getBytes(UTF_8));
            return HexFormat.of().formatHex(digest.digest(), 0, DIGEST_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
