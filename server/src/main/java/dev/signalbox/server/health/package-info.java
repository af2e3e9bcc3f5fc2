/**
 * One state per target: attempts and failures of the last minutes, and the breaker that takes it out of rotation. Written by
 * dispatch, read by routing; knows neither.
 */
@NullMarked
package dev.signalbox.server.health;

import org.jspecify.annotations.NullMarked;
