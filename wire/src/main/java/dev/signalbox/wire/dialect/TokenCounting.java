package dev.signalbox.wire.dialect;

/** How providers of a dialect count the tokens of a request that is not answered. Pure and stateless. */
public interface TokenCounting {
    /** The path behind the configured endpoint, for this id of a model. */
    String path(String model);

    /**
     * The question for the count of a request.
     *
     * @param request the body that would be sent for an answer
     * @throws Unreadable if it is no request of this dialect
     */
    byte[] question(String model, byte[] request) throws Unreadable;

    /**
     * The number of tokens that a provider counted.
     *
     * @throws Unreadable if it is no count
     */
    long read(byte[] body) throws Unreadable;
}
