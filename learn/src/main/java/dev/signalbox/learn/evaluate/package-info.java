/**
 * Measures weights on graded prompts: {@link dev.signalbox.learn.evaluate.Evaluation} predicts them, lets the modes choose as
 * they would in a gateway, and hands both to {@link dev.signalbox.learn.measure}. It must not read or write files.
 */
@NullMarked
package dev.signalbox.learn.evaluate;

import org.jspecify.annotations.NullMarked;
