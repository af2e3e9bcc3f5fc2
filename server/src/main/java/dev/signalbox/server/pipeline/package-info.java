/** The whole path of a request on one screen. Knows the stages; must not know doors or adapters. */
@NullMarked
package dev.signalbox.server.pipeline;

import org.jspecify.annotations.NullMarked;
