package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.answer.Answer;
import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import dev.signalbox.simulator.answer.Tokens;
import dev.signalbox.simulator.dialect.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.node.ObjectNode;

/** The responses of one streamed answer, each with the usage so far. */
final class GeminiStream {
    private final GeminiShapes shapes;
    private final int tokensPerEvent;
    private final List<Fragment> fragments = new ArrayList<>();
    private int said;

    GeminiStream(GeminiShapes shapes, int tokensPerEvent) {
        this.shapes = shapes;
        this.tokensPerEvent = tokensPerEvent;
    }

    /** Several candidates come one after the other. */
    List<Fragment> write(List<Answer> answers) {
        for (int i = 0; i < answers.size(); i++) {
            write(answers.get(i), i);
        }
        return fragments;
    }

    private void write(Answer answer, int index) {
        boolean third = GeminiChecks.third(shapes.model());
        boolean signed = !shapes.signs(answer);
        List<ObjectNode> calls = new ArrayList<>();
        for (Part part : answer.parts()) {
            switch (part) {
                case Part.Thinking(String text, boolean _) -> {
                    if (shapes.showsThoughts()) {
                        pieces(text, shapes::thought, index, false);
                    }
                }
                case Part.Text(String text) -> pieces(text, piece -> shapes.text(piece, false), index, true);
                case Part.Declined _ -> {}
                case Part.Call call -> {
                    calls.add(shapes.call(call, !signed));
                    signed = true;
                    said += call.tokens();
                    if (third) {
                        add(List.copyOf(calls), index, call.tokens());
                        calls.clear();
                    }
                }
            }
        }
        last(answer, calls, index, third && !signed);
    }

    private void pieces(String text, Function<String, ObjectNode> part, int index, boolean counted) {
        for (String piece : Tokens.pieces(text, tokensPerEvent)) {
            int tokens = Tokens.count(piece);
            said += counted ? tokens : 0;
            add(List.of(part.apply(piece)), index, tokens);
        }
    }

    private void add(List<ObjectNode> parts, int index, int tokens) {
        ObjectNode response = Json.object();
        shapes.candidate(response, parts, index);
        fragments.add(new Fragment(shapes.end(response, said), tokens));
    }

    /** The third generation ends with an empty text, which carries the signature of a text; others end with their calls. */
    private void last(Answer answer, List<ObjectNode> calls, int index, boolean signed) {
        ObjectNode response = Json.object();
        boolean silent = answer.finish() instanceof Finish.Refused;
        List<ObjectNode> parts = calls.isEmpty() && !silent ? List.of(shapes.text("", signed)) : calls;
        ObjectNode candidate = shapes.candidate(response, parts, index);
        GeminiShapes.finish(candidate, answer);
        fragments.add(new Fragment(shapes.end(response, said), calls.isEmpty() ? 0 : 1));
    }
}
