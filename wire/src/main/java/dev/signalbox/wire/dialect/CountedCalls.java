package dev.signalbox.wire.dialect;

/** How callers of a dialect ask for the number of tokens of a request, and are told. Pure and stateless. */
public interface CountedCalls {
    /**
     * The request whose tokens are to be counted.
     *
     * @param body what the caller sent
     * @throws Unreadable if there is none in it
     */
    byte[] request(byte[] body) throws Unreadable;

    /** The answer; callers who are not strict are also told what kind of count it is. */
    byte[] write(TokenCount count, ReplyStyle style);
}
