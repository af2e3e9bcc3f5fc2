package dev.signalbox.server.settings;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * By which signals an answer is not good enough, so that the next target of a cascade is asked. Any one of them is enough.
 *
 * @param refusal the model or a filter refused
 * @param cutOff the answer reached the cap on its length
 * @param empty it has neither words nor calls of tools
 * @param invalidJson JSON was asked for, and this is none or does not fit its schema
 * @param toolArguments a tool is called with what is no JSON object or does not fit the schema of the tool
 * @param says what is found in the words of answers that are no good
 * @param shorterThan the words have fewer characters
 * @param confidence the mean probability of the tokens is lower, where the provider tells it
 * @param judge a model that says how good it is
 * @param stream what is done with streams
 * @param buffer the most bytes of content of a stream that are held back
 */
public record EscalateSettings(
        boolean refusal,
        boolean cutOff,
        boolean empty,
        boolean invalidJson,
        boolean toolArguments,
        List<TextPattern> says,
        OptionalInt shorterThan,
        Optional<Double> confidence,
        Optional<JudgeSettings> judge,
        HoldStream stream,
        int buffer) {
    /** The most that may be held back. */
    public static final int MOST_HELD = 1024 * 1024;

    /** The most characters that an answer may be wished to have. */
    public static final int MOST_LENGTH = 1_000_000;

    /** What holds where nothing is said. */
    public static final EscalateSettings DEFAULT = new EscalateSettings(
            true,
            false,
            true,
            true,
            true,
            List.of(),
            OptionalInt.empty(),
            Optional.empty(),
            Optional.empty(),
            HoldStream.HOLD,
            64 * 1024);

    /** Rejects bounds without meaning, and takes a defensive copy. */
    public EscalateSettings {
        says = List.copyOf(says);
        shorterThan.ifPresent(
                n -> Checks.that(n > 0 && n <= MOST_LENGTH, "escalate.shorter-than", n, "1 to " + MOST_LENGTH));
        confidence.ifPresent(below -> share("escalate.confidence.below", below));
        Checks.that(buffer > 0 && buffer <= MOST_HELD, "escalate.buffer", buffer, "1 to 1M");
    }

    /** Whether there is any signal at all. */
    public boolean asks() {
        return refusal
                || cutOff
                || empty
                || invalidJson
                || toolArguments
                || !says.isEmpty()
                || shorterThan.isPresent()
                || confidence.isPresent()
                || judge.isPresent();
    }

    static void share(String what, double value) {
        Checks.that(value > 0 && value <= 1, what, value, "more than 0, up to 1");
    }
}
