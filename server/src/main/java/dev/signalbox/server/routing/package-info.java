/** An offer becomes a plan: candidates in order, each with its reason. Must not call anyone and knows no other stage. */
@NullMarked
package dev.signalbox.server.routing;

import org.jspecify.annotations.NullMarked;
