/**
 * The canonical model: what a request, a reply and a stream mean, whatever dialect they came in. Knows no dialect, no
 * bytes on a wire, no network and no clock.
 */
@NullMarked
package dev.signalbox.wire.model;

import org.jspecify.annotations.NullMarked;
