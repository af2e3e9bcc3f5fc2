package dev.signalbox.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A small folder of graded prompts, made up here: sums, which all models get right, and proofs, which the small one gets wrong and
 * the thinker always gets right.
 */
final class GradedPrompts {
    static final List<String> MODELS = List.of("small", "large", "o3-mini-thinker");
    private static final List<String> THINGS =
            List.of("apples", "ships", "trains", "stars", "books", "bridges", "rivers", "clocks", "letters", "stones");

    private GradedPrompts() {}

    static Path write(Path folder, int prompts) throws IOException {
        Files.createDirectories(folder);
        SplittableRandom random = new SplittableRandom(11);
        StringBuilder texts = new StringBuilder();
        StringBuilder outcomes = new StringBuilder("prompt_id,model,score,output_tokens\n");
        for (int i = 0; i < prompts; i++) {
            boolean hard = i % 2 == 1;
            texts.append(
                    "{\"prompt_id\": \"p%d\", \"split\": \"%s\", \"source\": \"%s\", \"category\": \"math/x\", \"prompt_text\": \"%s\"}%n"
                            .formatted(i, i % 5 == 4 ? "dev" : "train", hard ? "proofs" : "sums", text(i, hard)));
            for (String model : MODELS) {
                double right = !hard ? 0.97 : model.equals("small") ? 0.1 : model.equals("large") ? 0.7 : 0.99;
                outcomes.append(
                        "p%d,%s,%d,%d%n".formatted(i, model, random.nextDouble() < right ? 1 : 0, hard ? 200 : 10));
            }
        }
        Files.writeString(folder.resolve("prompts.jsonl"), texts);
        Files.writeString(folder.resolve("outcomes.csv"), outcomes);
        Files.writeString(
                folder.resolve("prices.csv"),
                "model,input,output,hidden_output_tokens\nsmall,0.1,0.4,\nlarge,2,8,\no3-mini-thinker,1,4,\n");
        return folder;
    }

    private static String text(int i, boolean hard) {
        String thing = THINGS.get(i / 2 % THINGS.size());
        return hard
                ? "Prove the theorem: for every finite group of %s of order %d there is a subgroup such that the map is injective."
                        .formatted(thing, i)
                : "Ann has %d %s and buys %d more. How many %s has she now?".formatted(i, thing, i + 3, thing);
    }
}
