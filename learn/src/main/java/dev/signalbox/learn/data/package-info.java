/**
 * Graded outcomes of models on prompts, read from files and held in plain arrays. Start at {@link
 * dev.signalbox.learn.data.DataFolder} for a folder, or at {@link dev.signalbox.learn.data.PromptFile}, {@link
 * dev.signalbox.learn.data.OutcomeFile} and {@link dev.signalbox.learn.data.PriceFile} for single files. It must not know
 * what is learnt or measured from them.
 *
 * <p>Files: {@code prompts.jsonl[.gz]} with {@code prompt_id}, {@code prompt_text} and, if known, {@code split}, {@code
 * source}, {@code category}; {@code outcomes.csv[.gz]} with {@code prompt_id}, {@code model}, {@code score} and, if known,
 * {@code input_tokens}, {@code output_tokens}, {@code cost_usd}; {@code models.csv} or {@code prices.csv} with prices.
 */
@NullMarked
package dev.signalbox.learn.data;

import org.jspecify.annotations.NullMarked;
