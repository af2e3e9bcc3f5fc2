package dev.signalbox.learn.predict;

import org.jspecify.annotations.Nullable;

/** Says which weights cannot be read, and why. */
public final class WeightsException extends Exception {

    WeightsException(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
