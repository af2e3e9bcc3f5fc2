/**
 * The seam between the canonical model and the dialects. Each family lives in a package of its own below this one and
 * never sees a sibling: translation goes through the canonical model. Knows no network and no clock.
 */
@NullMarked
package dev.signalbox.wire.dialect;

import org.jspecify.annotations.NullMarked;
