/** The map of the system: everything is made here, in order. Imports all, imported by the command line only. */
@NullMarked
package dev.signalbox.server.boot;

import org.jspecify.annotations.NullMarked;
