/**
 * From a text to the vector that says what it is about: the model that ships in a jar, run by ONNX runtime in this process, and
 * a pool with a memory in front of it. The only package that loads native code, and not before it is asked for a vector.
 */
@NullMarked
package dev.signalbox.learn.embed;

import org.jspecify.annotations.NullMarked;
