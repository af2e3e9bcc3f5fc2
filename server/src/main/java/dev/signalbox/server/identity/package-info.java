/** Who calls: a presented key becomes a caller. Must not know any other stage, or a key in clear. */
@NullMarked
package dev.signalbox.server.identity;

import org.jspecify.annotations.NullMarked;
