package dev.signalbox.cli;

/** Something that the user can put right; its message is the one sentence that they are told. */
public final class Complaint extends RuntimeException {

    /** A sentence. */
    public Complaint(String message) {
        super(message);
    }

    /** A sentence, with what led to it. */
    public Complaint(String message, Throwable cause) {
        super(message, cause);
    }
}
