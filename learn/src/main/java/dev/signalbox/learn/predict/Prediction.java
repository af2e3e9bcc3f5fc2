package dev.signalbox.learn.predict;

/**
 * What is predicted of a subset of models for one prompt. Arrays are in the subset's order and are not copied.
 *
 * @param quality expected score of each model, from 0 to 1
 * @param outputTokens expected tokens of each model's answer, thinking included
 * @param novelty one less the mean cosine of the ten nearest known prompts: higher is less like what is known; NaN without an
 *     embedding
 * @param novel whether that is beyond the weights' guard
 * @param surfaceOnly whether there was no embedding, so that the surface alone decided
 * @param domain field of knowledge, one of the weights' labels
 * @param task kind of task, one of the weights' labels
 * @param difficulty for a model of average ability, from 0 to 1
 */
public record Prediction(
        double[] quality,
        double[] outputTokens,
        double novelty,
        boolean novel,
        boolean surfaceOnly,
        String domain,
        String task,
        double difficulty) {}
