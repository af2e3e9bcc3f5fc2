package dev.signalbox.server.exchange;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * What a learned route made of one request: names, words and numbers only, nothing of the prompt.
 *
 * @param weights the version of the trained weights
 * @param mode the mode that held for this request
 * @param modeFrom why that one: {@code route}, {@code request}, or what kind of turn of a tool loop it is
 * @param band how much worse than the best a model may be predicted to be in this mode
 * @param basis why the first model is the first, a stable word
 * @param embedding what became of the embedding: {@code embedded}, {@code late}, {@code broken} or {@code off}
 * @param note what went wrong, where something did; empty where nothing did
 * @param prompt what was found in the prompt; absent where nothing could be predicted
 * @param models all models of the subset, in its order
 * @param micros how long the decision took
 */
public record ModelSelection(
        String weights,
        String mode,
        String modeFrom,
        double band,
        String basis,
        String embedding,
        String note,
        Optional<Prompt> prompt,
        List<Model> models,
        Affinity affinity,
        long micros) {
    /** Takes a defensive copy. */
    public ModelSelection {
        models = List.copyOf(models);
    }

    /**
     * What was found in a prompt.
     *
     * @param novelty how unlike all that the weights know it is
     * @param novel whether it is so unlike them that the mode does not hold for it
     */
    public record Prompt(String domain, String task, double difficulty, double novelty, boolean novel) {}

    /**
     * What is predicted of one model.
     *
     * @param knownAs under which name the weights know it
     * @param quality how well it will do, from 0 to 1; absent where nothing could be predicted
     * @param dollars what the request is expected to cost there
     * @param outputTokens of the answer, thinking included
     * @param cachedTokens of the prompt, that its provider probably has in its cache
     * @param eligible whether it may serve this request
     */
    public record Model(
            String target,
            String knownAs,
            Optional<Double> quality,
            Optional<Double> dollars,
            Optional<Double> outputTokens,
            int cachedTokens,
            boolean inBand,
            boolean eligible) {}

    /**
     * What became of the conversation.
     *
     * @param strategy how conversations stay with their model
     * @param source what tells the conversation: {@code session_id}, {@code header}, {@code fingerprint}; absent where nothing does
     * @param decision {@code initialize}, {@code retain} or {@code switch}; absent where there is no conversation
     * @param reason why, in words; may be empty
     */
    public record Affinity(String strategy, Optional<String> source, Optional<String> decision, String reason) {
        /** Of a request that is judged by itself. */
        public static Affinity none(String strategy) {
            return new Affinity(strategy, Optional.empty(), Optional.empty(), "");
        }
    }

    /** How long the decision took, in nanoseconds. */
    public long nanos() {
        return TimeUnit.MICROSECONDS.toNanos(micros);
    }

    /** The same with what became of the conversation. */
    public ModelSelection with(Affinity other) {
        return new ModelSelection(weights, mode, modeFrom, band, basis, embedding, note, prompt, models, other, micros);
    }
}
