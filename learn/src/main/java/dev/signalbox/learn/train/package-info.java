/**
 * Training of weights from graded prompts, and their calibration for further models. Seeded and reproducible: the same data,
 * options and seed give the same file, whatever the number of cores.
 */
@NullMarked
package dev.signalbox.learn.train;

import org.jspecify.annotations.NullMarked;
