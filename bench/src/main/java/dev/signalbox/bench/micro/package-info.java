/** What single steps of the road cost, measured with JMH. */
@NullMarked
package dev.signalbox.bench.micro;

import org.jspecify.annotations.NullMarked;
