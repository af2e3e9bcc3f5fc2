package dev.signalbox.server.exchange;

import dev.signalbox.wire.dialect.StreamMeter.Mark;
import dev.signalbox.wire.sse.SseEvent;

/** One event of a streamed reply on its way to the caller, and what it means to the gateway. */
public record Frame(SseEvent event, Mark mark) {}
