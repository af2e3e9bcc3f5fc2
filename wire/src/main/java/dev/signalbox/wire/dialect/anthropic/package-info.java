/**
 * The Messages dialect of Anthropic, as callers and as providers speak it. Knows the canonical model and nothing of other
 * dialects, of networks or of clocks.
 */
@NullMarked
package dev.signalbox.wire.dialect.anthropic;

import org.jspecify.annotations.NullMarked;
