package dev.signalbox.simulator.answer;

import java.util.List;

/** What the model says to a prompt, whatever the dialect. */
public record Answer(List<Part> parts, Finish finish) {
    public Answer {
        parts = List.copyOf(parts);
    }

    /** The tokens of all parts. */
    public int tokens() {
        return parts.stream().mapToInt(Part::tokens).sum();
    }

    /** The tokens of the thinking alone. */
    public int thinkingTokens() {
        return parts.stream()
                .filter(Part.Thinking.class::isInstance)
                .mapToInt(Part::tokens)
                .sum();
    }

    /** One piece of an answer, in the order in which the model says them. */
    public sealed interface Part {
        int tokens();

        /** Thoughts before the answer. */
        record Thinking(String text, boolean redacted) implements Part {
            @Override
            public int tokens() {
                return Tokens.count(text);
            }
        }

        /** Words for the user. */
        record Text(String text) implements Part {
            @Override
            public int tokens() {
                return Tokens.count(text);
            }
        }

        /** Words with which the model declines. */
        record Declined(String text) implements Part {
            @Override
            public int tokens() {
                return Tokens.count(text);
            }
        }

        /** A call of a tool; {@code arguments} is a JSON object as text. */
        record Call(String name, String arguments) implements Part {
            @Override
            public int tokens() {
                return Tokens.count(name) + Tokens.count(arguments);
            }
        }
    }

    /** Why the answer ends. */
    public sealed interface Finish {
        /** All was said. */
        record Complete() implements Finish {}

        /** The cap was reached. */
        record Length() implements Finish {}

        /** One of the caller's stop sequences came up. */
        record StopSequence(String sequence) implements Finish {}

        /** Tools are to be called. */
        record Tools() implements Finish {}

        /** The model declines. */
        record Refused() implements Finish {}

        /** A content filter broke the answer off. */
        record Filtered() implements Finish {}
    }
}
