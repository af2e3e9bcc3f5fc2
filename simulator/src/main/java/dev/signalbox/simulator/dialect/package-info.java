/** What every dialect gives to the server: replies as bytes, errors, headers. Knows no particular provider and no socket. */
@NullMarked
package dev.signalbox.simulator.dialect;

import org.jspecify.annotations.NullMarked;
