/**
 * How much each target bears: requests at once, requests and tokens in a minute, by the configuration and by what its provider
 * says of its own limits; and the line of those who wait for a place. Asked by dispatch before each attempt; knows neither
 * routes nor attempts.
 */
@NullMarked
package dev.signalbox.server.ceilings;

import org.jspecify.annotations.NullMarked;
