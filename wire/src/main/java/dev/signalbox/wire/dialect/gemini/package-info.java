/** Google's {@code generateContent} dialect, as the Gemini API and Vertex AI speak it. {@link Gemini} is the way in. */
@NullMarked
package dev.signalbox.wire.dialect.gemini;

import org.jspecify.annotations.NullMarked;
