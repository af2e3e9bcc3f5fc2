/** The simple call for scripts: one prompt, one text. */
@NullMarked
package dev.signalbox.wire.dialect.process;

import org.jspecify.annotations.NullMarked;
