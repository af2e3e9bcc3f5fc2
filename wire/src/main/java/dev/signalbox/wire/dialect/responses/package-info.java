/**
 * OpenAI's Responses API, as callers speak it and as OpenAI and the compatible providers answer it. Without state: a caller
 * sends the whole conversation each time. Knows no sibling dialect, no network and no clock.
 */
@NullMarked
package dev.signalbox.wire.dialect.responses;

import org.jspecify.annotations.NullMarked;
