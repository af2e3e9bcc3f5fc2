/** Frames of server-sent events: bytes in, events out, and back. Knows nothing of JSON, dialects or sockets. */
@NullMarked
package dev.signalbox.wire.sse;

import org.jspecify.annotations.NullMarked;
