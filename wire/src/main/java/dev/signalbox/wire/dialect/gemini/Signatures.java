package dev.signalbox.wire.dialect.gemini;

import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Extra;
import java.util.Optional;

/**
 * How Gemini's signatures travel through dialects that know only signed reasoning.
 *
 * <p>A signature belongs to one part of an answer, but other dialects lose where reasoning stood among the parts. So the
 * signature that they carry begins with the name of its part:
 *
 * <ul>
 *   <li>{@code call:LENGTH:ID:SIGNATURE}: the call of a tool with this id of that many characters
 *   <li>{@code text:NUMBER:SIGNATURE}: the words with this number among those of the message, counted from 0
 *   <li>{@code last:SIGNATURE}: a part without words of its own, as streams end with
 *   <li>{@code thought:SIGNATURE}: the readable thought that it stands with
 * </ul>
 *
 * Nothing of it is kept between turns, and the bytes of the signature itself never change.
 */
final class Signatures {
    /** What Google documents for calls that Gemini never made: it skips the validation of the signature. */
    static final String NONE_EXISTS = "skip_thought_signature_validator";

    private static final String CALL = "call:";
    private static final String TEXT = "text:";
    private static final String LAST = "last:";
    private static final String THOUGHT = "thought:";

    private Signatures() {}

    /** A signature and the part that it belongs to. */
    sealed interface Placed {
        /** The signature as Gemini gave it. */
        String signature();

        /** Of the call with this id. */
        record OfCall(String id, String signature) implements Placed {}

        /** Of the words with this number. */
        record OfText(int number, String signature) implements Placed {}

        /** Of a part without words. */
        record Last(String signature) implements Placed {}

        /** Of the thought it stands with. */
        record OfThought(String signature) implements Placed {}
    }

    static String write(Placed placed) {
        return switch (placed) {
            case Placed.OfCall(String id, String signature) -> CALL + id.length() + ":" + id + ":" + signature;
            case Placed.OfText(int number, String signature) -> TEXT + number + ":" + signature;
            case Placed.Last(String signature) -> LAST + signature;
            case Placed.OfThought(String signature) -> THOUGHT + signature;
        };
    }

    /** The reasoning that carries a signature and no words. */
    static Content.Reasoning carrier(Placed placed) {
        return thought("", Optional.of(placed));
    }

    static Content.Reasoning thought(String text, Optional<Placed> placed) {
        return new Content.Reasoning(text, placed.map(Signatures::write), Optional.empty(), Gemini.NAME, Extra.none());
    }

    /** What {@link #write} was given; empty if it never was. */
    static Optional<Placed> read(String text) {
        if (text.startsWith(CALL)) {
            return call(text.substring(CALL.length()));
        }
        if (text.startsWith(TEXT)) {
            String rest = text.substring(TEXT.length());
            int colon = rest.indexOf(':');
            return number(rest, colon).map(number -> new Placed.OfText(number, rest.substring(colon + 1)));
        }
        if (text.startsWith(LAST)) {
            return Optional.of(new Placed.Last(text.substring(LAST.length())));
        }
        return text.startsWith(THOUGHT)
                ? Optional.of(new Placed.OfThought(text.substring(THOUGHT.length())))
                : Optional.empty();
    }

    private static Optional<Placed> call(String rest) {
        int colon = rest.indexOf(':');
        Optional<Integer> length = number(rest, colon);
        int end = colon + 1 + length.orElse(0);
        if (length.isEmpty() || end >= rest.length() || rest.charAt(end) != ':') {
            return Optional.empty();
        }
        return Optional.of(new Placed.OfCall(rest.substring(colon + 1, end), rest.substring(end + 1)));
    }

    /** The number before the colon, if there is one that can be meant. */
    private static Optional<Integer> number(String text, int colon) {
        boolean digits = colon > 0 && colon < 7 && text.chars().limit(colon).allMatch(c -> c >= '0' && c <= '9');
        return digits ? Optional.of(Integer.parseInt(text.substring(0, colon))) : Optional.empty();
    }
}
