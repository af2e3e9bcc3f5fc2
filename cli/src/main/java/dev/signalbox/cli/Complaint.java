package dev.signalbox.cli;

/** Something that the user can put right; its message is the one sentence that they are told. */
final class Complaint extends RuntimeException {

    Complaint(String message) {
        super(message);
    }

    Complaint(String message, Throwable cause) {
        super(message, cause);
    }
}
