package dev.signalbox.server.exchange;

/** The one exception of the road: carries the failure that ends an exchange. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;

    /** Refuses with this failure. */
    public Refused(Failure failure) {
        super(failure.code());
        this.failure = failure;
    }

    /** Refuses with this failure, because of a fault that operators should see. */
    public Refused(Failure failure, Throwable cause) {
        super(failure.code(), cause);
        this.failure = failure;
    }

    /** What failed. */
    public Failure failure() {
        return failure;
    }
}
