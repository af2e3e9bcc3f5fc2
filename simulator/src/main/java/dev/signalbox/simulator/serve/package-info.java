/** Listens, picks dialect and fault, plays the reply at its pace, and keeps the log. The only package that sees Vert.x and Netty. */
@NullMarked
package dev.signalbox.simulator.serve;

import org.jspecify.annotations.NullMarked;
