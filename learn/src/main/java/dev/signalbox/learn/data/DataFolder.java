package dev.signalbox.learn.data;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What a folder of data holds.
 *
 * @param prices by model; empty if the folder has neither {@code models.csv} nor {@code prices.csv}
 */
public record DataFolder(Dataset data, Map<String, ModelPrice> prices) {

    /** Takes a defensive copy of the prices. */
    public DataFolder {
        prices = Map.copyOf(prices);
    }

    /**
     * Reads {@code prompts.jsonl}, {@code outcomes.csv} and, if there, {@code models.csv} or {@code prices.csv}; each may end
     * with {@code .gz}.
     *
     * @throws DataException if a file is missing, stands there in two forms, or is not as expected
     */
    public static DataFolder read(Path folder) throws DataException {
        if (!Files.isDirectory(folder)) {
            throw new DataException(folder.toString(), 0, "no such folder (expected: prompts.jsonl and outcomes.csv)");
        }
        List<Prompt> prompts = PromptFile.read(required(folder, "prompts.jsonl"));
        Dataset data = OutcomeFile.read(required(folder, "outcomes.csv"), prompts);
        Optional<Path> prices = priceFile(folder);
        return new DataFolder(data, prices.isPresent() ? PriceFile.read(prices.get()) : Map.of());
    }

    /**
     * The file with the prices, if the folder has one.
     *
     * @throws DataException if it stands there in two forms
     */
    public static Optional<Path> priceFile(Path folder) throws DataException {
        return find(folder, "models.csv", "prices.csv");
    }

    private static Path required(Path folder, String name) throws DataException {
        return find(folder, name)
                .orElseThrow(() -> new DataException(
                        folder.toString(), 0, name + ": missing (expected: " + name + " or " + name + ".gz)"));
    }

    private static Optional<Path> find(Path folder, String... names) throws DataException {
        List<Path> found = Stream.of(names)
                .flatMap(name -> Stream.of(name, name + ".gz"))
                .map(folder::resolve)
                .filter(Files::exists)
                .toList();
        if (found.size() > 1) {
            throw new DataException(
                    folder.toString(),
                    0,
                    "%s and %s: both there (expected: one of them)"
                            .formatted(found.get(0).getFileName(), found.get(1).getFileName()));
        }
        return found.stream().findFirst();
    }
}
