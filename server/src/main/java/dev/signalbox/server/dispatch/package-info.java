/** Attempts: hold, send, retry, fail over, deadline. Holds the only loop that calls a provider; knows no other stage. */
@NullMarked
package dev.signalbox.server.dispatch;

import org.jspecify.annotations.NullMarked;
