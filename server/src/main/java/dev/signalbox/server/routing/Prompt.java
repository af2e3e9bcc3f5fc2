package dev.signalbox.server.routing;

import dev.signalbox.wire.model.Content;
import dev.signalbox.wire.model.Message;
import dev.signalbox.wire.model.ModelRequest;
import dev.signalbox.wire.model.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What the user said, turn by turn, the newest first. A turn that only brings the results of tools is none: what the model
 * was asked for is still what was said before it.
 */
final class Prompt {
    /** Nothing was said, or it cannot be read. */
    static final Prompt NONE = new Prompt(List.of());

    /** Of a long turn, as many characters of its beginning and of its end are looked at. */
    static final int SHOWN = 4_096;

    private final List<Turn> turns;
    private final String lowered;

    /**
     * One turn.
     *
     * @param text as it was written; of a long one the beginning and the end
     * @param length of the whole, in characters
     */
    record Turn(String text, int length) {
        private static Turn of(String whole) {
            int length = whole.codePointCount(0, whole.length());
            return new Turn(
                    whole.length() <= 2 * SHOWN
                            ? whole
                            : whole.substring(0, SHOWN) + "\n" + whole.substring(whole.length() - SHOWN),
                    length);
        }
    }

    private Prompt(List<Turn> turns) {
        this.turns = turns;
        this.lowered = turns.isEmpty() ? "" : turns.getFirst().text().toLowerCase(Locale.ROOT);
    }

    static Prompt of(ModelRequest request) {
        List<Turn> turns = new ArrayList<>();
        for (Message message : request.messages().reversed()) {
            if (message.role() == Role.USER) {
                String said = said(message);
                if (!said.isBlank()) {
                    turns.add(Turn.of(said));
                }
            }
        }
        return new Prompt(List.copyOf(turns));
    }

    private static String said(Message message) {
        StringBuilder said = new StringBuilder();
        for (Content part : message.content()) {
            if (part instanceof Content.Text text) {
                said.append(said.isEmpty() ? "" : "\n").append(text.text());
            }
        }
        return said.toString();
    }

    /** All turns of the user, the newest first. */
    List<Turn> turns() {
        return turns;
    }

    /** What the user said last, in small letters; of a long turn the beginning and the end. */
    String lowered() {
        return lowered;
    }

    /** How long the last turn of the user is, in characters. */
    int length() {
        return turns.isEmpty() ? 0 : turns.getFirst().length();
    }
}
