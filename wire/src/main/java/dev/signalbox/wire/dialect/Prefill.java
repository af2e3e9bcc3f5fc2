package dev.signalbox.wire.dialect;

/** How a provider takes the beginning of an answer that it is to go on with, as the last message of a request. */
public enum Prefill {
    /** Not at all: it would answer anew behind it. */
    NEVER,
    /** An assistant's message in the last place is enough. */
    PLAIN,
    /** With {@code "prefix": true} in that message (Mistral, DeepSeek's beta address). */
    PREFIX,
    /** With {@code "partial": true} in that message (Moonshot, Alibaba). */
    PARTIAL,
    /** With {@code "continue_final_message": true} in the request (vLLM, SGLang). */
    CONTINUE_FINAL_MESSAGE
}
