/** The model endpoints: a request in a dialect becomes an exchange, its reply goes back in the same dialect. A door; must not know other doors or a stage behind the pipeline, except identity for look-ups. */
@NullMarked
package dev.signalbox.server.edge;

import org.jspecify.annotations.NullMarked;
