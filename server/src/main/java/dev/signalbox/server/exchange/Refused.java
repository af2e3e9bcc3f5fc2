package dev.signalbox.server.exchange;

import java.util.Optional;

/** The one exception of the road: carries the failure that ends an exchange. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Failure failure;
    private final transient Optional<Plan> plan;

    /** Refuses with this failure. */
    public Refused(Failure failure) {
        super(failure.code());
        this.failure = failure;
        this.plan = Optional.empty();
    }

    /** Refuses with this failure, because of a fault that operators should see. */
    public Refused(Failure failure, Throwable cause) {
        super(failure.code(), cause);
        this.failure = failure;
        this.plan = Optional.empty();
    }

    private Refused(Failure failure, Plan plan) {
        super(failure.code());
        this.failure = failure;
        this.plan = Optional.of(plan);
    }

    /** The same refusal of a request to which this plan leaves nobody. */
    public Refused planning(Plan nobody) {
        return new Refused(failure, nobody);
    }

    /** Who was left out, where that is why. */
    public Optional<Plan> plan() {
        return plan;
    }

    /** What failed. */
    public Failure failure() {
        return failure;
    }
}
