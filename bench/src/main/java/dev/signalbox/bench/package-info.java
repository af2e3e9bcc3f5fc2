/** Load on a gateway in a process of its own, before simulated providers in another. Knows the public parts only. */
@NullMarked
package dev.signalbox.bench;

import org.jspecify.annotations.NullMarked;
