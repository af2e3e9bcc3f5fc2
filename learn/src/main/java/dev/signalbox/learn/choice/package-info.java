/**
 * The choice of a model once qualities are predicted: modes, bands and what they promise. {@link
 * dev.signalbox.learn.choice.Policy#solve} turns a subset with its prices into a policy, when the configuration changes; {@link
 * dev.signalbox.learn.choice.Policy#choose} orders the subset for one prompt; {@link dev.signalbox.learn.choice.Policies} keeps what was
 * solved.
 */
@NullMarked
package dev.signalbox.learn.choice;

import org.jspecify.annotations.NullMarked;
