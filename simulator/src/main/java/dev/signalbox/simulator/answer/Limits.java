package dev.signalbox.simulator.answer;

import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Cuts an answer at the first stop sequence and at its cap of tokens. */
final class Limits {
    private Limits() {}

    static Answer apply(Answer answer, Prompt prompt) {
        return capped(stopped(answer, prompt.stops()), prompt.cap());
    }

    private static Answer stopped(Answer answer, List<String> stops) {
        List<Part> kept = new ArrayList<>();
        for (Part part : answer.parts()) {
            if (part instanceof Part.Text(String text)) {
                String sequence = earliest(text, stops);
                if (sequence != null) {
                    kept.add(new Part.Text(text.substring(0, text.indexOf(sequence))));
                    return new Answer(kept, new Finish.StopSequence(sequence));
                }
            }
            kept.add(part);
        }
        return answer;
    }

    private static @Nullable String earliest(String text, List<String> stops) {
        String earliest = null;
        for (String stop : stops) {
            int at = stop.isEmpty() ? -1 : text.indexOf(stop);
            if (at >= 0 && (earliest == null || at < text.indexOf(earliest))) {
                earliest = stop;
            }
        }
        return earliest;
    }

    private static Answer capped(Answer answer, int cap) {
        List<Part> kept = new ArrayList<>();
        int left = cap;
        for (Part part : answer.parts()) {
            if (part.tokens() > left) {
                kept.addAll(beginning(part, left));
                return new Answer(kept, new Finish.Length());
            }
            kept.add(part);
            left -= part.tokens();
        }
        return answer;
    }

    /** What fits of a part; a call is whole or not there, since half a call is no JSON. */
    private static List<Part> beginning(Part part, int tokens) {
        if (tokens == 0) {
            return List.of();
        }
        return switch (part) {
            case Part.Thinking(String text, boolean redacted) ->
                List.of(new Part.Thinking(Tokens.first(text, tokens), redacted));
            case Part.Text(String text) -> List.of(new Part.Text(Tokens.first(text, tokens)));
            case Part.Declined(String text) -> List.of(new Part.Declined(Tokens.first(text, tokens)));
            case Part.Call _ -> List.of();
        };
    }
}
