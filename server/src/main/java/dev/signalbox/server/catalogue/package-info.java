/** What was asked for: a name becomes an offer with its targets. Must not know any other stage. */
@NullMarked
package dev.signalbox.server.catalogue;

import org.jspecify.annotations.NullMarked;
