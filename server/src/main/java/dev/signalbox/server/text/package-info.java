/**
 * What can be said of a text without a model: estimates of its tokens, and how far they are wrong. Knows the wire's envelope,
 * must not know networks, clocks or stores.
 */
@NullMarked
package dev.signalbox.server.text;

import org.jspecify.annotations.NullMarked;
