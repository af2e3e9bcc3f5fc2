/**
 * Learned prediction: what a text is like, and how well each model will do on it. Arithmetic over texts and numbers; must not
 * know networks, stores, dialects or the process that asks.
 */
@NullMarked
package dev.signalbox.learn;

import org.jspecify.annotations.NullMarked;
