/**
 * A prompt as numbers, without a model: its pieces for an embedder, what of a long one is embedded, and what can be counted on
 * its surface. Pure functions of strings; knows no other package of this module.
 */
@NullMarked
package dev.signalbox.learn.text;

import org.jspecify.annotations.NullMarked;
