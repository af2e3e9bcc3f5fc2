package dev.signalbox.server.store;

import java.time.Duration;
import java.util.Optional;

/**
 * What a learned route made of a request, as far as the ledger keeps it: words and numbers, nothing of the prompt.
 *
 * @param weights the version of the trained weights
 * @param mode that held: {@code quality}, {@code balanced} or {@code cost}
 * @param modeFrom who said so
 * @param band the share of quality that the mode may give away
 * @param basis what decided
 * @param embedding what became of the embedding of the prompt
 * @param note what was missing, in words; empty where nothing was
 * @param target our name of the model that was tried first; who answered is another matter
 * @param quality how well it was predicted to do, from 0 to 1; absent where nothing could be predicted
 * @param dollars what the request was expected to cost there; absent likewise
 * @param prompt what was found in the prompt; absent likewise
 * @param took how long the decision took
 */
public record Picked(
        String weights,
        String mode,
        String modeFrom,
        double band,
        String basis,
        String embedding,
        String note,
        String target,
        Optional<Double> quality,
        Optional<Double> dollars,
        Optional<Prompt> prompt,
        Affinity affinity,
        Duration took) {
    /**
     * What was found in a prompt.
     *
     * @param novel whether it was so unlike all that the weights know that the mode did not hold for it
     */
    public record Prompt(String domain, String task, double difficulty, double novelty, boolean novel) {}

    /**
     * What became of the conversation.
     *
     * @param source what told it; absent where nothing did
     * @param decision {@code initialize}, {@code retain} or {@code switch}; absent where there was no conversation
     */
    public record Affinity(String strategy, Optional<String> source, Optional<String> decision) {}
}
