/**
 * The HTTP server and client of Signalbox behind a few small types of its own: requests, answers, streams and calls to
 * providers.
 *
 * <p>The only package that sees Vert.x and Netty. It must not know dialects, JSON, routing, keys, money or any other
 * package of the server: what an answer says, and what an error body looks like, is handed in.
 */
@NullMarked
package dev.signalbox.server.http;

import org.jspecify.annotations.NullMarked;
