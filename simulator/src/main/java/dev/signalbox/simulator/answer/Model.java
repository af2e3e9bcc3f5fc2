package dev.signalbox.simulator.answer;

import dev.signalbox.simulator.answer.Answer.Finish;
import dev.signalbox.simulator.answer.Answer.Part;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The simulated model: a pure function of the prompt and the seed. */
public final class Model {
    private final long seed;
    private final Repertoire repertoire;

    public Model(long seed) {
        this.seed = seed;
        this.repertoire = new Repertoire(seed);
    }

    /** The answer to a prompt, within its cap and before its stop sequences. */
    public Answer answer(Prompt prompt) {
        String asked = prompt.asked().toLowerCase(Locale.ROOT);
        if (asked.contains("please refuse")) {
            return new Answer(List.of(new Part.Declined("I will not do that.")), new Finish.Refused());
        }
        List<Part> parts = new ArrayList<>();
        if (prompt.thinking() > 0) {
            parts.add(new Part.Thinking(thoughts(prompt), prompt.redacted()));
        }
        List<Part.Call> calls = ToolUse.calls(prompt, seed);
        if (calls.isEmpty()) {
            parts.add(new Part.Text(text(prompt)));
        }
        parts.addAll(calls);
        Finish finish = calls.isEmpty() ? new Finish.Complete() : new Finish.Tools();
        if (asked.contains("please filter")) {
            return new Answer(List.of(new Part.Text(Tokens.first(text(prompt), 3))), new Finish.Filtered());
        }
        return Limits.apply(new Answer(parts, finish), prompt);
    }

    /** What was begun is gone on with, if it is what would have been said; else all is said behind it. */
    private String text(Prompt prompt) {
        String whole = whole(prompt);
        return whole.startsWith(prompt.begun()) ? whole.substring(prompt.begun().length()) : whole;
    }

    private String whole(Prompt prompt) {
        return switch (prompt.shape()) {
            case Shape.Words() -> words(prompt);
            case Shape.AnyJson() -> SchemaFiller.anyObject(words(prompt));
            case Shape.Schema(var schema) -> SchemaFiller.fill(schema, Seeded.hash(seed, prompt.asked()));
        };
    }

    private String words(Prompt prompt) {
        if (!prompt.toolResults().isEmpty()) {
            return "The tool says: " + String.join("; ", prompt.toolResults());
        }
        String said = repertoire.say(prompt.asked());
        return prompt.images().isEmpty() || prompt.asked().contains("echo:") ? said : seen(prompt.images()) + said;
    }

    private static String seen(List<String> images) {
        String noun = images.size() == 1 ? " image (" : " images (";
        return "I see " + images.size() + noun + String.join(", ", images) + "). ";
    }

    private String thoughts(Prompt prompt) {
        String thoughts = "The question is " + Repertoire.quote(prompt.asked()) + ". "
                + repertoire.say("thinking words: " + Math.min(prompt.thinking(), 40) + prompt.asked());
        return Tokens.first(thoughts, prompt.thinking());
    }
}
