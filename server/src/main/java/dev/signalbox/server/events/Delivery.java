package dev.signalbox.server.events;

/** How one try to deliver an event ended. */
enum Delivery {
    /** The receiver has it. */
    TAKEN,
    /** It may go better another time. */
    FAILED,
    /** The receiver does not want it. */
    REFUSED;

    /** A redirect is a refusal: whoever may redirect would decide who gets what is signed. */
    static Delivery of(int status) {
        if (status >= 200 && status < 300) {
            return TAKEN;
        }
        return switch (status) {
            case 408, 425, 429 -> FAILED;
            default -> status >= 500 ? FAILED : REFUSED;
        };
    }
}
