/**
 * JSON values, their reader and writer, and surgery on JSON bytes. The only package that sees Jackson; knows nothing of
 * dialects.
 */
@NullMarked
package dev.signalbox.wire.json;

import org.jspecify.annotations.NullMarked;
