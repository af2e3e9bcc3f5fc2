package dev.signalbox.wire.dialect;

import dev.signalbox.wire.model.StreamEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** What was told of one streamed answer so far, so that another model can go on with it. Not thread-safe. */
public final class AnswerSoFar {
    private static final int MOST_TEXT = 1024 * 1024;

    private final List<StreamEvent> events = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private int parts;
    private OptionalInt open = OptionalInt.empty();
    private Optional<String> obstacle = Optional.empty();

    /** Begins with all that another one holds. */
    public void goOn(AnswerSoFar other) {
        events.addAll(other.events);
        text.append(other.text);
        parts = other.parts;
        open = other.open;
        obstacle = other.obstacle;
    }

    /** Takes the next step. */
    public void on(StreamEvent event) {
        if (obstacle.isPresent()) {
            return;
        }
        switch (event) {
            case StreamEvent.TextStarted(int part) -> begin(part);
            case StreamEvent.TextDelta(int part, String more) -> add(part, more);
            case StreamEvent.PartEnded _ -> open = OptionalInt.empty();
            case StreamEvent.ReasoningStarted _, StreamEvent.ReasoningDelta _, StreamEvent.ReasoningSignature _ ->
                cannot("it held reasoning");
            case StreamEvent.ToolCallStarted _, StreamEvent.ToolCallDelta _ -> cannot("it held a call of a tool");
            case StreamEvent.RefusalDelta _ -> cannot("it held a refusal");
            case StreamEvent.Foreign _ -> cannot("it held what only its dialect knows");
            case StreamEvent.Stopped _, StreamEvent.Ended _ -> cannot("the model had stopped");
            case StreamEvent.Started _, StreamEvent.UsageReported _, StreamEvent.Failed _, StreamEvent.Ping _ -> {
                // nothing that another model must know
            }
        }
        if (!(event instanceof StreamEvent.Failed)) {
            events.add(event);
        }
    }

    /** From now on nobody can go on with it. */
    public void cannot(String why) {
        if (obstacle.isEmpty()) {
            obstacle = Optional.of(why);
            events.clear();
        }
    }

    /** Why nobody can go on with it, if that is so. */
    public Optional<String> obstacle() {
        return !text.isEmpty() && Character.isHighSurrogate(text.charAt(text.length() - 1))
                ? Optional.of("it broke off inside a character")
                : obstacle;
    }

    /** Whether nobody can go on with it any more, whatever comes. */
    public boolean isLost() {
        return obstacle.isPresent();
    }

    /** The words. */
    public String text() {
        return text.toString();
    }

    /** How many parts there are. */
    public int parts() {
        return parts;
    }

    /** The part that was not complete. */
    public OptionalInt open() {
        return open;
    }

    /** Brings a fresh writer to where another one stood; what it writes was told already. */
    public void replay(StreamWriter writer) {
        events.forEach(writer::on);
    }

    private void begin(int part) {
        parts = Math.max(parts, part + 1);
        open = OptionalInt.of(part);
    }

    private void add(int part, String more) {
        if (open.isEmpty()) {
            begin(part);
        }
        text.append(more);
        if (text.length() > MOST_TEXT) {
            cannot("it is too long");
        }
    }
}
