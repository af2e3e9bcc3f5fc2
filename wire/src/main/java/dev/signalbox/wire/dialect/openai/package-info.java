/**
 * OpenAI's chat completions, as callers speak them and as OpenAI and the many compatible providers answer them. Knows no
 * sibling dialect, no network and no clock.
 */
@NullMarked
package dev.signalbox.wire.dialect.openai;

import org.jspecify.annotations.NullMarked;
